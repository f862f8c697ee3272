package dev.banyan.server.delivery.kit;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Delivery's own connections: pages and the API may use up all of theirs, and a change still gets through. Counts what is executed, so that
 * anybody can see that it does not grow with the number of clients.
 */
@Singleton
public class DeliveryDatabase {
    private final AgroalDataSource pool;
    private final DeliveryMetrics metrics;

    DeliveryDatabase(@DataSource("delivery") AgroalDataSource pool, DeliveryMetrics metrics) {
        this.pool = pool;
        this.metrics = metrics;
    }

    public Connection open() throws SQLException {
        return counted(Connection.class, pool.getConnection());
    }

    private <T> T counted(Class<T> type, T target) {
        InvocationHandler counting = (proxy, method, arguments) -> {
            if (method.getName().startsWith("execute")) {
                metrics.statement();
            }
            return wrapped(call(target, method, arguments));
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, counting));
    }

    private Object wrapped(Object result) {
        if (result instanceof PreparedStatement statement) {
            return counted(PreparedStatement.class, statement);
        }
        return result instanceof Statement statement ? counted(Statement.class, statement) : result;
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }
}
