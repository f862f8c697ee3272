package dev.banyan.sdk.servlet;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;

/** Where a targeting key or an attribute is found in a request. One that throws counts as one that finds nothing. */
@FunctionalInterface
public interface RequestValue {
    /** The value: text, number or boolean; null when the request has none. */
    Object in(HttpServletRequest request);

    /** The name of the user, as the container or a security filter before this one has established it. */
    static RequestValue principal() {
        return request -> {
            Principal user = request.getUserPrincipal();
            return user == null ? null : user.getName();
        };
    }

    /** The first header of that name. Whoever sends the request chooses it. */
    static RequestValue header(String name) {
        return request -> request.getHeader(name);
    }

    /** The cookie of that name. Whoever sends the request chooses it. */
    static RequestValue cookie(String name) {
        return request -> {
            Cookie[] cookies = request.getCookies();
            for (Cookie cookie : cookies == null ? new Cookie[0] : cookies) {
                if (cookie.getName().equals(name)) {
                    return cookie.getValue();
                }
            }
            return null;
        };
    }

    /** The request attribute of that name, as a filter before this one has set it. */
    static RequestValue attribute(String name) {
        return request -> request.getAttribute(name);
    }
}
