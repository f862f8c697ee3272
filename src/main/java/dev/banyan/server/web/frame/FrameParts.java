package dev.banyan.server.web.frame;

import dev.banyan.server.web.kit.ActionNotice;
import dev.banyan.server.web.kit.BellView;
import dev.banyan.server.web.kit.ConfirmationDialog;
import dev.banyan.server.web.kit.OutageBand;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pieces around every page that change while it is open. The same piece renders the first page, live updates and answers to forms. */
public final class FrameParts {
    private FrameParts() {}

    @CheckedTemplate(basePath = "web/frame", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static class Templates {
        private Templates() {}

        public static native TemplateInstance notice(ActionNotice notice);

        static native TemplateInstance signInAgain(SignInView view);

        static native TemplateInstance signedIn(String userName, String csrf);

        static native TemplateInstance bell(BellView bell);

        public static native TemplateInstance confirmation(ConfirmationDialog confirmation);

        public static native TemplateInstance outageBand(OutageBand band);

        static native TemplateInstance outageBoard(OutageBoard board);
    }

    public static String notice(ActionNotice notice) {
        return Templates.notice(notice).render();
    }

    /** For a page that is open: the sign-in form on top of it. */
    static String signInAgain(SignInView view) {
        return Templates.signInAgain(view).render();
    }

    /** For its scripts: who is signed in now. */
    static String signedIn(String userName, String csrf) {
        return Templates.signedIn(userName, csrf).render();
    }

    /** How many notices the viewer has not read. */
    static String bell(BellView bell) {
        return Templates.bell(bell).render();
    }

    /** What is asked before it is done; null closes it. */
    public static String confirmation(ConfirmationDialog confirmation) {
        return Templates.confirmation(confirmation).render();
    }

    /** The band above every page; empty, which takes it away, when there is no outage. */
    public static String outage(OutageBand band) {
        return Templates.outageBand(band).render();
    }

    static String outageBoard(OutageBoard board) {
        return Templates.outageBoard(board).render();
    }
}
