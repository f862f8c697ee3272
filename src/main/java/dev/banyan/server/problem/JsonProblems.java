package dev.banyan.server.problem;

import com.fasterxml.jackson.core.JsonProcessingException;

/** For paths that are served without the REST layer: the same refusals as there. */
public final class JsonProblems {

    private JsonProblems() {}

    public static Problem of(JsonProcessingException unreadable) {
        return JsonMapper.problem(unreadable);
    }
}
