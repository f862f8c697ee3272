package dev.banyan.server.web.guard;

import static dev.banyan.server.web.preview.Samples.EDITOR;
import static dev.banyan.server.web.preview.Samples.PRODUCTION;
import static dev.banyan.server.web.preview.Samples.VIEWER;

import dev.banyan.server.guard.rail.Guardrails;
import dev.banyan.server.guard.rail.GuardrailsView;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.web.kit.FieldRefusal;
import dev.banyan.server.web.kit.Layout;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.kit.RouteAddress;
import dev.banyan.server.web.preview.Samples;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page of a route's guardrails in the states that look different. */
public final class SampleGuardrails {
    private static final RouteAddress ADDRESS = PRODUCTION.route("orders.get");
    private static final GuardrailsView SUGGESTED = new GuardrailsView(0, true, Guardrails.suggested(), null);
    private static final GuardrailsView NONE = new GuardrailsView(4, false, List.of(), null);

    private SampleGuardrails() {}

    public static Map<String, GuardrailPage> all() {
        Map<String, GuardrailPage> all = new LinkedHashMap<>();
        all.put("guardrails", page(SUGGESTED, forms(EDITOR).fresh(SUGGESTED)));
        all.put("guardrails-viewer", page(SUGGESTED, forms(VIEWER).fresh(SUGGESTED)));
        all.put("guardrails-none", page(NONE, forms(EDITOR).going(4, GuardrailEntry.of(List.of()))));
        all.put("guardrails-refused", page(SUGGESTED, refused()));
        all.put(
                "guardrails-behind",
                page(
                        NONE,
                        forms(EDITOR)
                                .behind(
                                        NONE,
                                        entry(),
                                        new FieldRefusal(
                                                "tom was faster: the guardrails were changed meanwhile.",
                                                "What holds now stands above; press Save if you still want yours."))));
        return all;
    }

    private static GuardrailForm refused() {
        return forms(EDITOR)
                .filled(
                        0,
                        entry(),
                        Problem.badField(
                                "guardrails[5].event",
                                "A guardrail of an event needs the event's name.",
                                "Send the name that the application counts: letters, digits, dots, dashes and underscores, 64 at"
                                        + " most."));
    }

    /** The suggested ones, and an event without a usable name. */
    private static GuardrailEntry entry() {
        GuardrailEntry more = GuardrailEntry.of(Guardrails.suggested()).plus(GuardrailKindForm.of("event"));
        List<Map<String, String>> rails = new ArrayList<>(more.rails());
        Map<String, String> event = new HashMap<>(rails.get(5));
        event.put("event", "checkout failed!");
        rails.set(5, event);
        return new GuardrailEntry(rails, "Complaints about the checkout");
    }

    private static GuardrailForms forms(Permit permit) {
        return new GuardrailForms(ADDRESS, permit, true);
    }

    private static GuardrailPage page(GuardrailsView now, GuardrailForm form) {
        return new GuardrailPage(
                Samples.layout("Guardrails of orders.get", Layout.Section.ROUTES, null),
                GuardrailWords.board(now),
                form);
    }
}
