package dev.banyan.server.plan.calendar;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A whole calendar, as it is sent.
 *
 * @param reason why; required where it holds for a protected environment
 */
public record CalendarRequest(
        @NotBlank @Schema(description = "Such as Europe/Berlin or UTC.")
        String timeZone,

        @Size(max = 7)
        @Schema(
                description =
                        "By day, monday to sunday. Without any, every hour is a working hour; else a day left out is closed.")
        Map<String, @NotNull @Size(max = 10) List<CalendarSpec.@NotNull @Valid Span>> workingHours,

        @Size(max = 200) List<CalendarSpec.@NotNull @Valid Freeze> freezes,
        @Size(max = 50) List<CalendarSpec.@NotNull @Valid Weekly> recurring,
        @Size(max = 500) String reason) {

    public CalendarSpec calendar() {
        return new CalendarSpec(timeZone, workingHours, freezes, recurring);
    }
}
