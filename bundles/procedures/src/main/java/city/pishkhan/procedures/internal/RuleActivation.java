package city.pishkhan.procedures.internal;

import city.pishkhan.api.Caller;
import city.pishkhan.api.Journal;
import city.pishkhan.api.Procedures.Version;
import city.pishkhan.api.Refusal;
import city.pishkhan.persistence.Tx;
import city.pishkhan.procedures.internal.RuleStore.Key;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts rule sets in force: the staged one at an operator's word, a kept one by a committee's decision. One after the other, on any node. */
final class RuleActivation {
    private static final Logger LOG = LoggerFactory.getLogger(RuleActivation.class);
    private static final int LONGEST_REASON = 500;

    private final Tx tx;
    private final Journal journal;
    private final StagedRules staged;
    private final RuleStore store;
    private final RuleCache cache;

    RuleActivation(Tx tx, Journal journal, StagedRules staged, RuleStore store, RuleCache cache) {
        this.tx = tx;
        this.journal = journal;
        this.staged = staged;
        this.store = store;
        this.cache = cache;
    }

    /** As {@link city.pishkhan.api.Procedures#activate}. */
    Version activate(Caller operator, String reason) {
        if (!operator.operator()) {
            throw Refusal.forbidden(
                    "Only an operator puts rules in force.", "فقط راهبر می‌تواند قواعد را لازم‌الاجرا کند.");
        }
        String why = reason == null ? "" : reason.strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            throw Refusal.invalid(
                    "rules.reason",
                    "reason",
                    "Say why in 1 to " + LONGEST_REASON + " characters.",
                    "دلیل را در ۱ تا ۵۰۰ نویسه بنویسید.");
        }
        RuleFiles files = staged.files();
        return tx.required(sql -> activate(sql, files, operator, why));
    }

    /** The very bytes that are checked are those that are stored, whatever happens to the files meanwhile. */
    private Version activate(Handle sql, RuleFiles files, Caller operator, String reason) {
        store.lock(sql);
        Key before = store.inForce(sql, Instant.now()).orElse(null);
        if (before != null && before.hash().equals(files.hash())) {
            return store.activations(sql, Instant.now()).get(0);
        }
        Key known = store.find(sql, files.hash()).orElse(null);
        Key key = known != null ? known : new Key(files.hash(), store.next(sql));
        CompiledRuleSet rules = staged.valid(files, key.number());
        if (known == null) {
            store.store(sql, key, files);
        }
        String salt = UUID.randomUUID().toString();
        store.activate(sql, key.hash(), operator.principal(), reason, salt);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("ruleSet", key.hash());
        details.put("number", key.number());
        if (before != null) {
            details.put("before", before.hash());
        }
        details.put("reason", journal.commit(salt, reason));
        journal.record(null, "rules.activated", operator, details);
        tx.afterCommit(() -> {
            cache.put(rules);
            LOG.info("Rule set {} put in force by {}, {}", key.number(), operator.principal(), key.hash());
        });
        return store.activations(sql, Instant.now()).get(0);
    }

    /** As {@link city.pishkhan.api.RuleActs#keep}. */
    void keep(String hash) {
        tx.run(sql -> {
            store.lock(sql);
            if (store.find(sql, hash).isEmpty()) {
                RuleFiles files = staged.files();
                if (!files.hash().equals(hash)) {
                    throw Refusal.invalid(
                            "rules.unknown",
                            "ruleSet",
                            "The staged files are rule set " + files.hash() + ", not " + hash + ".",
                            "پرونده‌های آماده‌شده مجموعه قواعد " + files.hash() + " هستند، نه " + hash + ".");
                }
                Key key = new Key(hash, store.next(sql));
                staged.valid(files, key.number());
                store.store(sql, key, files);
            }
        });
    }

    /** As {@link city.pishkhan.api.RuleActs#enact}. */
    void enact(Caller by, String hash, Instant from, String decision) {
        tx.run(sql -> {
            store.lock(sql);
            Key key = store.find(sql, hash)
                    .orElseThrow(() -> new IllegalStateException("Nobody kept the rule set " + hash));
            store.enact(sql, hash, from, by.principal(), decision);
            journal.record(
                    null,
                    "rules.enacted",
                    by,
                    Map.of("ruleSet", hash, "number", key.number(), "decision", decision, "from", from.toString()));
            tx.afterCommit(
                    () -> LOG.info("Rule set {} comes in force {} by decision {}", key.number(), from, decision));
        });
    }
}
