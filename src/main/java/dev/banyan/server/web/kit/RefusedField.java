package dev.banyan.server.web.kit;

import dev.banyan.server.problem.Problem;

/**
 * A field that was not taken, for a form that finds the field by its name.
 *
 * @param field empty where no field is to blame
 * @param remedy what to enter instead
 */
public record RefusedField(String field, String detail, String remedy) {

    /** That some instances will not follow has to be confirmed. */
    public static RefusedField toConfirm() {
        return new RefusedField(
                "confirm",
                "Some instances will not understand the change.",
                "Update their SDK first; or tick the box above the button, and press it again.");
    }

    public static boolean asksToConfirm(Problem refused) {
        return refused.field().filter("confirm"::equals).isPresent();
    }
}
