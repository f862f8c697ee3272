package dev.banyan.guides;

import dev.banyan.sdk.CallerTransaction;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.concurrent.Callable;

final class JtaTransactions implements CallerTransaction {
    private final TransactionManager manager;
    private final TransactionSynchronizationRegistry registry;

    JtaTransactions(TransactionManager manager, TransactionSynchronizationRegistry registry) {
        this.manager = manager;
        this.registry = registry;
    }

    @Override
    public boolean afterCommit(Runnable secondWrite) {
        if (registry.getTransactionStatus() == Status.STATUS_NO_TRANSACTION) {
            return false;
        }
        registry.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    secondWrite.run();
                }
            }
        });
        return true;
    }

    @Override
    public void apart(Callable<?> secondSide) throws Exception {
        Transaction callers = manager.suspend();
        try {
            manager.begin();
            try {
                secondSide.call();
            } catch (Throwable failed) {
                manager.rollback();
                throw failed;
            }
            manager.commit();
        } finally {
            if (callers != null) {
                manager.resume(callers);
            }
        }
    }
}
