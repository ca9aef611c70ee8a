package city.pishkhan.persistence.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.messaging.Idempotency;
import city.pishkhan.api.persons.Erasable;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Vault;
import city.pishkhan.messages.NullContract;
import city.pishkhan.persistence.DeferredWrite;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Implements {@link Idempotency} with a unique key. A lock that ends with the transaction lets the second of two equal calls
 * wait for the first. Keys are kept forever; the results about an erased person are erased.
 */
@Component(service = {Idempotency.class, Erasable.class})
public final class SqlIdempotency implements Idempotency, Erasable {
    private static final int LONGEST_KEY = 200;
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1," + LONGEST_KEY + "}");
    /** Age from which an unfinished detached call counts as abandoned because its node has failed. */
    private static final int ABANDONED_SECONDS = 120;

    private static final String CLAIM = "insert into idempotency.call (principal, operation, key, body_digest)"
            + " values (?, ?, ?, ?) on conflict (principal, operation, key) do update set at = now()"
            + " where call.result is null and call.sealed is null and call.body_digest = excluded.body_digest"
            + " and call.at < now() - make_interval(secs => ?)";
    private static final String STORE = "update idempotency.call set result = ?, about = ?::uuid, sealed = ?"
            + " where principal = ? and operation = ? and key = ?";

    private final Tx tx;
    private final Vault vault;

    @Activate
    public SqlIdempotency(@Reference Tx tx, @Reference Schemas schemas, @Reference Vault vault) {
        this.tx = tx;
        this.vault = vault;
        schemas.migrate(SqlIdempotency.class, "idempotency");
    }

    private record Call(String bodyDigest, String result, UUID about, byte[] sealed) {}

    @Override
    public Result once(
            Caller caller, String operation, @Nullable String key, String bodyDigest, Supplier<Outcome> work) {
        check(key);
        return tx.required(sql -> {
            Optional<Call> earlier = awaitAndFind(sql, caller, operation, key);
            if (earlier.isPresent()) {
                return replay(earlier.get(), key, bodyDigest);
            }
            return runAndStore(caller, operation, key, bodyDigest, work);
        });
    }

    private Result runAndStore(
            Caller caller, String operation, @Nullable String key, String bodyDigest, Supplier<Outcome> work) {
        Outcome outcome = work.get();
        insert(caller, operation, key, bodyDigest, outcome);
        return new Result(outcome.value(), false);
    }

    @Override
    public Result onceOptimistic(
            Caller caller, String operation, @Nullable String key, String bodyDigest, Supplier<Outcome> work) {
        check(key);
        try {
            return tx.required(sql -> runAndStore(caller, operation, key, bodyDigest, work));
        } catch (RuntimeException e) {
            return findEarlier(caller, operation, key, e)
                    .map(call -> replay(call, key, bodyDigest))
                    .orElseThrow(() -> e);
        }
    }

    /**
     * Finds an earlier equal call after a failure.
     *
     * @param failure receives a failure of this query as suppressed exception
     */
    private Optional<Call> findEarlier(Caller caller, String operation, String key, RuntimeException failure) {
        if (tx.isActive()) {
            // an outer transaction is broken by the failure and cannot run the query
            return Optional.empty();
        }
        try {
            return tx.single(sql -> awaitAndFind(sql, caller, operation, key));
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
            return Optional.empty();
        }
    }

    @Override
    public Result onceDetached(
            Caller caller, String operation, @Nullable String key, String bodyDigest, Supplier<Outcome> work) {
        check(key);
        Result earlier = tx.separate(sql -> claim(sql, caller, operation, key, bodyDigest)
                ? null
                : replay(awaitAndFind(sql, caller, operation, key).orElseThrow(), key, bodyDigest));
        if (earlier != null) {
            return earlier;
        }
        Outcome outcome;
        try {
            outcome = work.get();
        } catch (RuntimeException e) {
            tx.separate(sql -> deleteUnfinished(sql, caller, operation, key));
            throw e;
        }
        tx.separate(sql -> store(sql, caller, operation, key, outcome));
        return new Result(outcome.value(), false);
    }

    @Override
    public Result onceClaimed(
            Caller caller, String operation, @Nullable String key, String bodyDigest, Function<Claim, Outcome> work) {
        check(key);
        CallClaim claim = new CallClaim(caller, operation, key, bodyDigest);
        Outcome outcome;
        try {
            outcome = work.apply(claim);
            if (!claim.isRecorded) {
                insertInTransaction(caller, operation, key, bodyDigest, outcome);
            }
        } catch (RuntimeException e) {
            if (claim.isRecorded) {
                tx.separate(sql -> deleteUnfinished(sql, caller, operation, key));
                throw e;
            }
            // an equal call may have run before
            return findEarlier(caller, operation, key, e)
                    .map(call -> replay(call, key, bodyDigest))
                    .orElseThrow(() -> e);
        }
        if (claim.isRecorded && !claim.isFinished) {
            storeInTransaction(caller, operation, key, outcome);
        }
        return new Result(outcome.value(), false);
    }

    private void insertInTransaction(Caller caller, String operation, String key, String bodyDigest, Outcome outcome) {
        tx.run(sql -> insert(caller, operation, key, bodyDigest, outcome));
    }

    private void storeInTransaction(Caller caller, String operation, String key, Outcome outcome) {
        tx.separate(sql -> store(sql, caller, operation, key, outcome));
    }

    private final class CallClaim implements Claim {
        private final Caller caller;
        private final String operation;
        private final String key;
        private final String bodyDigest;
        /** {@code true} once the claim is committed. */
        private boolean isRecorded;

        private boolean isFinished;

        private CallClaim(Caller caller, String operation, String key, String bodyDigest) {
            this.caller = caller;
            this.operation = operation;
            this.key = key;
            this.bodyDigest = bodyDigest;
        }

        @Override
        public void recordRunning() {
            if (isRecorded) {
                return;
            }
            tx.atCommit(DeferredWrite.of(
                    CLAIM,
                    List.of(
                            DeferredWrite.text(caller.identity()),
                            DeferredWrite.text(operation),
                            DeferredWrite.text(key),
                            DeferredWrite.text(SqlIdempotency.this.keyedDigest(bodyDigest)),
                            DeferredWrite.object(ABANDONED_SECONDS)),
                    rows -> {
                        if (rows == 0) {
                            throw Refusal.temporaryConflict("idempotency.in-progress", 2);
                        }
                    }));
            tx.afterCommit(() -> isRecorded = true);
        }

        @Override
        public void recordOutcome(Outcome outcome) {
            tx.atCommit(DeferredWrite.of(
                    STORE,
                    List.of(
                            DeferredWrite.text(clearValue(outcome)),
                            DeferredWrite.object(outcome.about()),
                            DeferredWrite.bytes(seal(key, outcome)),
                            DeferredWrite.text(caller.identity()),
                            DeferredWrite.text(operation),
                            DeferredWrite.text(key)),
                    rows -> {}));
            tx.afterCommit(() -> isFinished = true);
        }
    }

    @NullContract("null -> fail")
    private static void check(@Nullable String key) {
        if (key == null) {
            throw Refusal.of(Refusal.Kind.PRECONDITION_REQUIRED, "idempotency.key-missing", "Idempotency-Key");
        }
        if (!KEY.matcher(key).matches()) {
            throw Refusal.invalid("idempotency.key-form", "Idempotency-Key", LONGEST_KEY);
        }
    }

    private boolean claim(Handle sql, Caller caller, String operation, String key, String bodyDigest) {
        return sql.createUpdate(CLAIM)
                        .bind(0, caller.identity())
                        .bind(1, operation)
                        .bind(2, key)
                        .bind(3, keyedDigest(bodyDigest))
                        .bind(4, ABANDONED_SECONDS)
                        .execute()
                == 1;
    }

    /** Finds an equal call; waits for it if it is running. */
    private static Optional<Call> awaitAndFind(Handle sql, Caller caller, String operation, String key) {
        return sql.createQuery(
                        "select body_digest, result, about, sealed from idempotency.called(:principal, :operation, :key)")
                .bind("principal", caller.identity())
                .bind("operation", operation)
                .bind("key", key)
                .map((row, context) ->
                        new Call(row.getString(1), row.getString(2), row.getObject(3, UUID.class), row.getBytes(4)))
                .findOne();
    }

    private Result replay(Call call, String key, String bodyDigest) {
        if (!call.bodyDigest().equals(keyedDigest(bodyDigest))
                && !call.bodyDigest().equals(bodyDigest)) {
            throw Refusal.invalid("idempotency.other-body", "Idempotency-Key");
        }
        if (call.sealed() != null) {
            return new Result(open(call, key), true);
        }
        if (call.result() == null) {
            throw Refusal.temporaryConflict("idempotency.in-progress", 2);
        }
        return new Result(call.result(), true);
    }

    /**
     * Returns a keyed digest of the body digest. A body may contain a national ID, and all national IDs can be tried, so an
     * unkeyed digest would reveal it.
     */
    private String keyedDigest(String bodyDigest) {
        return vault.index("idempotency " + bodyDigest);
    }

    private static String place(@Nullable String key) {
        return "idempotency.call " + key;
    }

    private String open(Call call, String key) {
        boolean isErased = call.sealed().length == 0 || vault.isDestroyed(call.about());
        return (isErased ? Optional.<byte[]>empty() : vault.openBytes(call.about(), place(key), call.sealed()))
                .map(PackedText::unpack)
                .orElseThrow(() -> Refusal.of(Refusal.Kind.GONE, "idempotency.erased", "Idempotency-Key"));
    }

    private void insert(Caller caller, String operation, @Nullable String key, String bodyDigest, Outcome outcome) {
        List<DeferredWrite.Argument> arguments = List.of(
                DeferredWrite.text(caller.identity()),
                DeferredWrite.text(operation),
                DeferredWrite.text(key),
                DeferredWrite.text(keyedDigest(bodyDigest)),
                DeferredWrite.text(clearValue(outcome)),
                DeferredWrite.object(outcome.about()),
                DeferredWrite.bytes(seal(key, outcome)));
        tx.atCommit(DeferredWrite.of(
                "insert into idempotency.call (principal, operation, key, body_digest, result, about, sealed)"
                        + " values (?, ?, ?, ?, ?, ?::uuid, ?) on conflict do nothing",
                arguments,
                rows -> {
                    if (rows == 0) {
                        // an equal call without the lock has stored its result: the refusal rolls this transaction back
                        throw Refusal.temporaryConflict("idempotency.in-progress", 2);
                    }
                }));
    }

    private static @Nullable String clearValue(Outcome outcome) {
        return outcome.about() == null ? outcome.value() : null;
    }

    private byte @Nullable [] seal(@Nullable String key, Outcome outcome) {
        return outcome.about() == null
                ? null
                : vault.sealBytes(outcome.about(), place(key), PackedText.pack(outcome.value()));
    }

    private int store(Handle sql, Caller caller, String operation, String key, Outcome outcome) {
        return sql.createUpdate(STORE)
                .bind(0, clearValue(outcome))
                .bind(1, outcome.about())
                .bind(2, seal(key, outcome))
                .bind(3, caller.identity())
                .bind(4, operation)
                .bind(5, key)
                .execute();
    }

    @Override
    public void erase(UUID person, String nationalId, List<UUID> cases) {
        tx.run(sql -> sql.createUpdate("update idempotency.call set sealed = '' where about = any(:about)")
                .bindArray("about", UUID.class, cases)
                .execute());
    }

    private static int deleteUnfinished(Handle sql, Caller caller, String operation, String key) {
        return sql.createUpdate(
                        "delete from idempotency.call"
                                + " where principal = :principal and operation = :operation and key = :key and result is null and sealed is null")
                .bind("principal", caller.identity())
                .bind("operation", operation)
                .bind("key", key)
                .execute();
    }
}
