package dev.banyan.server.web;

import dev.banyan.server.access.SignInForm;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class SignInLook implements SignInForm {
    @CheckedTemplate(basePath = "web", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static class Templates {
        private Templates() {}

        static native TemplateInstance signIn(SignInView view);
    }

    private final OutageReader outage;

    SignInLook(OutageReader outage) {
        this.outage = outage;
    }

    @Override
    public String render(String username, String next, String csrf, String error) {
        Notice notice = error.isEmpty() ? null : Notice.refused("Not signed in.", error, null);
        return Templates.signIn(new SignInView(
                        Frames.signedOut("Sign in").with(notice).under(outage.band()), next, username, csrf))
                .render();
    }
}
