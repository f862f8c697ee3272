package dev.banyan.server.delivery.kit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ObserverMethod;
import org.jboss.logging.Logger;

/** Tells everybody who wants to hear, whatever one of them throws; an event of CDI ends with the first observer that fails. Thread-safe. */
@ApplicationScoped
public class Announcer {
    private final Failures failures = new Failures(Logger.getLogger(Announcer.class), System::nanoTime);
    private final BeanManager beans;

    Announcer(BeanManager beans) {
        this.beans = beans;
    }

    public <T> void tell(T event) {
        beans.resolveObserverMethods(event).forEach(observer -> tell(observer, event));
    }

    private <T> void tell(ObserverMethod<? super T> observer, T event) {
        try {
            observer.notify(event);
        } catch (Throwable failed) {
            failures.say(observer.getBeanClass().getSimpleName() + " could not do its part of " + event, failed);
        }
    }
}
