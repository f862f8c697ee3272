package dev.banyan.server.audit;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Recomputes the chain from its first entry. Reads in batches without a lock, so the server goes on working meanwhile. */
@ApplicationScoped
public class AuditVerifier {

    /** Rows a time: keeps memory and each transaction short, whatever the length of the trail. */
    private static final int BATCH = 1_000;

    private final AuditEntries entries;

    AuditVerifier(AuditEntries entries) {
        this.entries = entries;
    }

    public AuditVerification verify() {
        AuditHead head = QuarkusTransaction.requiringNew().call(entries::head);
        AuditChain chain = new AuditChain(head);
        while (chain.wantsMore()) {
            List<AuditEntryEntity> batch = QuarkusTransaction.requiringNew()
                    .call(() -> entries.after(chain.checked(), head.sequence(), BATCH));
            chain.check(batch);
        }
        return chain.verdict();
    }
}
