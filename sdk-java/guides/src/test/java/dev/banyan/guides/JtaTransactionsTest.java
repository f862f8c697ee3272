package dev.banyan.guides;

import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.arjPropertyManager;
import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import dev.banyan.sdk.CallerTransaction;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.XAConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class JtaTransactionsTest extends TransactionScenario {
    private final TransactionManager manager = com.arjuna.ats.jta.TransactionManager.transactionManager();
    private final List<XAConnection> opened = new ArrayList<>();
    /** One handle each: asking for a second one would end what the first one did. */
    private final Map<Transaction, Connection> enlisted = new HashMap<>();

    @BeforeAll
    static void keepLogsIn(@TempDir Path directory) {
        arjPropertyManager.getCoordinatorEnvironmentBean().setTransactionStatusManagerEnable(false);
        for (String store : new String[] {"default", "communicationStore", "stateStore"}) {
            BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, store)
                    .setObjectStoreDir(directory.toString());
        }
        arjPropertyManager.getObjectStoreEnvironmentBean().setObjectStoreDir(directory.toString());
    }

    @AfterEach
    void disconnect() throws SQLException {
        for (XAConnection each : opened) {
            each.close();
        }
    }

    @Override
    CallerTransaction hook() {
        return new JtaTransactions(manager, new TransactionSynchronizationRegistryImple());
    }

    @Override
    void execute(String text) throws Exception {
        Transaction transaction = manager.getTransaction();
        if (transaction == null) {
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(text);
            }
            return;
        }
        if (!enlisted.containsKey(transaction)) {
            XAConnection made = database.getXAConnection();
            opened.add(made);
            transaction.enlistResource(made.getXAResource());
            enlisted.put(transaction, made.getConnection());
        }
        try (Statement statement = enlisted.get(transaction).createStatement()) {
            statement.execute(text);
        }
    }

    @Override
    void inTransaction(Work work) throws Exception {
        manager.begin();
        try {
            work.run();
        } catch (Exception thrown) {
            manager.rollback();
            throw thrown;
        }
        manager.commit();
    }
}
