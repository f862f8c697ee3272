package dev.banyan.server.web.route;

import dev.banyan.server.web.frame.FrameParts;
import dev.banyan.server.web.frame.Frames;
import dev.banyan.server.web.kit.Confirmation;
import dev.banyan.server.web.kit.Layout;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Asks before a route is led forward: in place for pages with scripts, on the page of the route for those without. */
@RequestScoped
class RouteConfirmations {
    private final HttpServerRequest request;
    private final Frames frames;

    RouteConfirmations(HttpServerRequest request, Frames frames) {
        this.request = request;
        this.frames = frames;
    }

    Response ask(int status, RoutePicture picture, Confirmation confirmation) {
        return Response.status(status)
                .entity(
                        "true".equals(request.getHeader("HX-Request"))
                                ? FrameParts.confirmation(confirmation)
                                : page(picture, confirmation))
                .type(MediaType.TEXT_HTML_TYPE)
                .build();
    }

    private String page(RoutePicture picture, Confirmation confirmation) {
        Layout layout = frames.inEnvironment(picture.route().key(), picture.environment())
                .asking(confirmation);
        return RoutePages.Templates.route(
                        RouteView.of(layout, picture, RolloutForms.fresh(picture), SettingsForms.fresh(picture)))
                .render();
    }
}
