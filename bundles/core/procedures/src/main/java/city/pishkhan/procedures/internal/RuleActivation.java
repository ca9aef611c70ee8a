package city.pishkhan.procedures.internal;

import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.persistence.Tx;
import city.pishkhan.procedures.internal.RuleSetRepository.Key;
import city.pishkhan.procedures.internal.files.RuleFiles;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores rule sets and puts them in force by a committee's decision. A database lock serializes storing and activating
 * across the nodes.
 */
final class RuleActivation {
    private static final Logger LOG = LoggerFactory.getLogger(RuleActivation.class);

    private final Tx tx;
    private final Journal journal;
    private final StagedRules staged;
    private final RuleSetRepository store;

    RuleActivation(Tx tx, Journal journal, StagedRules staged, RuleSetRepository store) {
        this.tx = tx;
        this.journal = journal;
        this.staged = staged;
        this.store = store;
    }

    /** Implements {@link city.pishkhan.api.rules.RuleActs#store}. */
    void store(String hash) {
        tx.run(sql -> {
            store.lock(sql);
            if (store.find(sql, hash).isEmpty()) {
                RuleFiles files = staged.files(hash);
                Key key = new Key(hash, store.next(sql));
                staged.requireValid(files);
                store.store(sql, key, files);
            }
        });
    }

    /** Implements {@link city.pishkhan.api.rules.RuleActs#enact}. */
    void enact(Caller by, String hash, Instant from, @Nullable String decision) {
        tx.run(sql -> {
            store.lock(sql);
            Key key = store.find(sql, hash)
                    .orElseThrow(() -> new IllegalStateException("No files are stored of rule set " + hash));
            store.enact(sql, hash, from, by.principal(), decision);
            journal.record(
                    null,
                    "rules.enacted",
                    by,
                    Map.of("ruleSet", hash, "number", key.number(), "decision", decision, "from", from.toString()));
            tx.afterCommit(
                    () -> LOG.info("Rule set {} takes effect on {} by decision {}", key.number(), from, decision));
        });
    }
}
