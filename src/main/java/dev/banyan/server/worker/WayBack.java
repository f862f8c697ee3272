package dev.banyan.server.worker;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a resource or its method: it leads back to legacy, and so runs on threads of its own. */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface WayBack {
    /** These threads, for whoever wants to be given them as an executor. */
    String THREADS = "way-back";
}
