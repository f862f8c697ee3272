package dev.banyan.server.web.frame;

import dev.banyan.server.access.http.SignInForm;
import dev.banyan.server.web.kit.ActionNotice;
import dev.banyan.server.web.kit.Layout;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class SignInLook implements SignInForm {
    @CheckedTemplate(basePath = "web/frame", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static class Templates {
        private Templates() {}

        static native TemplateInstance signIn(SignInView view);

        static native TemplateInstance goOn(GoOnView view);
    }

    private final OutageReader outage;

    SignInLook(OutageReader outage) {
        this.outage = outage;
    }

    @Override
    public String page(Wanted wanted, String csrf, String error) {
        return Templates.signIn(view(wanted, csrf, error)).render();
    }

    @Override
    public String inPlace(String username, String csrf, String error) {
        return FrameParts.signInAgain(view(new Wanted(username, "/", null), csrf, error));
    }

    @Override
    public String signedIn(String username, String csrf) {
        return FrameParts.signedIn(username, csrf);
    }

    @Override
    public String goOn(String username, String csrf, Wanted wanted) {
        Layout layout = Frames.of("Go on", new Layout.Viewer(username, username, null, csrf));
        return Templates.goOn(new GoOnView(layout, wanted.next(), wanted.kept()))
                .render();
    }

    private SignInView view(Wanted wanted, String csrf, String error) {
        ActionNotice notice = error.isEmpty() ? null : ActionNotice.refused("Not signed in.", error, null);
        Layout layout = Frames.signedOut("Sign in").with(notice).under(outage.band());
        return new SignInView(layout, wanted.next(), wanted.username(), csrf, wanted.kept());
    }
}
