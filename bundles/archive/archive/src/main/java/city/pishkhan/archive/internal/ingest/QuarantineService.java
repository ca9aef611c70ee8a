package city.pishkhan.archive.internal.ingest;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.archive.SheetQuarantine;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.SheetStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Implements {@link SheetQuarantine}. Each decision is journaled. */
@Component(service = SheetQuarantine.class, configurationPid = "city.pishkhan.archive")
public final class QuarantineService implements SheetQuarantine {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Logger LOG = LoggerFactory.getLogger(QuarantineService.class);
    private static final Duration SOON = Duration.ofMinutes(1);

    private final Tx tx;
    private final SheetStore store;
    private final HubJournal journal;

    @Reference(
            target = "(store=copy)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public volatile SheetStore copy;

    /** @param papers not used; ensures that the schema is migrated first */
    @Activate
    public QuarantineService(
            @Reference Tx tx,
            @Reference(name = "store", target = "(store=files)") SheetStore store,
            @Reference HubJournal journal,
            @Reference Papers papers) {
        this.tx = tx;
        this.store = store;
        this.journal = journal;
    }

    @Override
    public List<Entry> list(Caller operator) {
        requireOperator(operator);
        return tx.separate(QuarantineRepository::listUndecided);
    }

    @Override
    public void release(Caller operator, String sha256) {
        requireOperator(operator);
        requireValidHash(sha256);
        if (!tx.<Boolean>separate(sql -> QuarantineRepository.release(sql, sha256))) {
            throw unknown();
        }
        journal.record("sheet.released", operator, Map.of("sheet", sha256));
    }

    @Override
    public void delete(Caller operator, String sha256) {
        requireOperator(operator);
        requireValidHash(sha256);
        boolean wasPending = tx.separate(sql -> {
            List<String> addresses = QuarantineRepository.addresses(sql, sha256);
            boolean decided = QuarantineRepository.delete(sql, sha256);
            if (decided) {
                addresses.forEach(this::remove);
            }
            return decided;
        });
        if (!wasPending) {
            throw unknown();
        }
        journal.record("sheet.deleted", operator, Map.of("sheet", sha256));
    }

    /**
     * Removes content from the store and its second copy before the commit, so that the sheet stays in quarantine if the removal from the
     * store fails. If the second copy is unavailable, the daily sweep removes the content there.
     */
    private void remove(String address) {
        Instant putBefore = Instant.now().plus(SOON);
        try {
            store.remove(address, putBefore);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        SheetStore second = copy;
        if (second != null) {
            try {
                second.remove(address, putBefore);
            } catch (IOException | PartnerUnavailable e) {
                LOG.warn("Sheet {} remains in the second copy until the next sweep: {}", address, e.toString());
            }
        }
    }

    private static void requireOperator(Caller operator) {
        if (!operator.isOperator()) {
            throw Refusal.forbidden("access.forbidden/forbidden");
        }
    }

    private static void requireValidHash(String sha256) {
        if (sha256 == null || !SHA256.matcher(sha256).matches()) {
            throw unknown();
        }
    }

    private static Refusal unknown() {
        return Refusal.notFound("quarantine");
    }
}
