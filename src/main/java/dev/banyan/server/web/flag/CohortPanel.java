package dev.banyan.server.web.flag;

import java.util.List;

/**
 * One group of callers and where it stands.
 *
 * @param conditions each in words: "email ends with @shop.example"; none for the default cohort
 */
public record CohortPanel(String name, List<String> conditions, Rollout rollout, TrackView track) {

    public boolean isDefault() {
        return conditions.isEmpty();
    }

    public String label() {
        return isDefault() ? "Everyone else" : name;
    }
}
