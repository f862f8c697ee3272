package dev.banyan.guides;

import dev.banyan.sdk.CallerTransaction;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

class SpringTransactionsTest extends TransactionScenario {
    private final DataSourceTransactionManager manager = new DataSourceTransactionManager(database);
    private final JdbcTemplate jdbc = new JdbcTemplate(database);

    @Override
    CallerTransaction hook() {
        return new SpringTransactions(manager);
    }

    @Override
    void execute(String statement) {
        jdbc.execute(statement);
    }

    @Override
    void inTransaction(Work work) throws Exception {
        TransactionStatus transaction = manager.getTransaction(new DefaultTransactionDefinition());
        try {
            work.run();
        } catch (Exception thrown) {
            manager.rollback(transaction);
            throw thrown;
        }
        manager.commit(transaction);
    }
}
