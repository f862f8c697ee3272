package dev.banyan.server.plan;

import jakarta.validation.constraints.Size;

/** @param reason kept with what was done; a protected environment asks for one when a plan is started */
public record PlanActionRequest(@Size(max = 1000) String reason) {
    static String reasonOf(PlanActionRequest request) {
        return request == null ? null : request.reason();
    }
}
