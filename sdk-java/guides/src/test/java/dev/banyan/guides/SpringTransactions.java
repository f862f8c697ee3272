package dev.banyan.guides;

import dev.banyan.sdk.CallerTransaction;
import java.util.concurrent.Callable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

final class SpringTransactions implements CallerTransaction {
    private final PlatformTransactionManager manager;

    SpringTransactions(PlatformTransactionManager manager) {
        this.manager = manager;
    }

    @Override
    public boolean afterCommit(Runnable secondWrite) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            return false;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                secondWrite.run();
            }
        });
        return true;
    }

    @Override
    public void apart(Callable<?> secondSide) throws Exception {
        TransactionStatus own = manager.getTransaction(
                new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
        try {
            secondSide.call();
        } catch (Throwable failed) {
            manager.rollback(own);
            throw failed;
        }
        manager.commit(own);
    }
}
