package city.pishkhan.worklist.internal;

import city.pishkhan.api.Caller;
import city.pishkhan.api.Inquiries;
import city.pishkhan.api.Inquiries.Open;
import city.pishkhan.api.Inquiries.Receipt;
import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.Worklist;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.worklist.internal.ItemStore.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * {@link Worklist} on top of {@link Inquiries}: what is open is the engine's word, who works on it is this room's. Wherever both rows
 * are held, the case's is locked first, as the engine demands of those who call it.
 */
@Component(service = Worklist.class, configurationPid = "city.pishkhan.worklist")
@Designate(ocd = HostedWorklist.Config.class)
public final class HostedWorklist implements Worklist {
    private static final int MOST = 100;
    /** pages of the agency's open inquiries that one call looks through for those that lie here */
    private static final int MOST_PAGES = 20;

    /** How the hosted worklist works. */
    @ObjectClassDefinition(name = "Pishkhan worklist")
    public @interface Config {
        @AttributeDefinition(description = "seconds for which a claimed item belongs to its holder; 1 to 86400")
        int lease_seconds() default 900;
    }

    private final Tx tx;
    private final Inquiries inquiries;
    private final Duration lease;
    private final ItemStore store = new ItemStore();

    @Activate
    public HostedWorklist(@Reference Tx tx, @Reference Schemas schemas, @Reference Inquiries inquiries, Config config) {
        if (config.lease_seconds() < 1 || config.lease_seconds() > 86_400) {
            throw new IllegalArgumentException("lease.seconds must be 1 to 86400 and is " + config.lease_seconds());
        }
        this.tx = tx;
        this.inquiries = inquiries;
        this.lease = Duration.ofSeconds(config.lease_seconds());
        schemas.migrate(HostedWorklist.class, "worklist");
    }

    @Override
    public void put(Inquiry inquiry) {
        tx.run(sql -> {
            inquiries.delivered(inquiry.id(), "worklist");
            store.put(sql, inquiry.id(), inquiry.agency());
        });
    }

    @Override
    public void remove(UUID inquiry) {
        tx.run(sql -> store.close(sql, inquiry));
    }

    @Override
    public Page<Item> list(Caller agency, String cursor, int limit) {
        String name = Refusals.agency(agency);
        int most = Math.max(1, Math.min(limit, MOST));
        return tx.required(sql -> {
            List<Item> items = new ArrayList<>();
            String next = cursor;
            int pages = 0;
            do {
                Page<Open> open = inquiries.open(name, next, most - items.size());
                Map<UUID, Lease> leases =
                        store.find(sql, name, open.items().stream().map(o -> o.inquiry().id()).toList());
                for (Open one : open.items()) {
                    Lease held = leases.get(one.inquiry().id());
                    if (held != null) {
                        items.add(item(one.inquiry(), held));
                    }
                }
                next = open.next();
            } while (next != null && items.size() < most && ++pages < MOST_PAGES);
            return new Page<>(items, next);
        });
    }

    @Override
    public Item item(Caller agency, UUID inquiry) {
        String name = Refusals.agency(agency);
        return tx.required(sql -> found(sql, name, inquiry));
    }

    @Override
    public Item claim(Caller agency, UUID inquiry) {
        String name = Refusals.agency(agency);
        return tx.required(sql -> {
            boolean got = store.claim(sql, name, inquiry, agency.principal(), lease);
            Item item = found(sql, name, inquiry);
            if (!got) {
                throw Refusals.claimed();
            }
            return item;
        });
    }

    @Override
    public void release(Caller agency, UUID inquiry, long fence) {
        String name = Refusals.agency(agency);
        tx.run(sql -> {
            if (!store.release(sql, name, inquiry, agency.principal(), fence)) {
                found(sql, name, inquiry);
                throw Refusals.fence();
            }
        });
    }

    /** In a transaction of its own: a batch, or whoever else goes on after a refusal, must not keep half of it. */
    @Override
    public Receipt answer(Caller agency, long fence, Answer answer) {
        String name = Refusals.agency(agency);
        return tx.separate(sql -> {
            Receipt receipt = inquiries.answer(agency, answer);
            if (receipt.repeated()) {
                return receipt;
            }
            if (!store.newest(sql, name, answer.inquiry(), agency.principal(), fence)) {
                found(sql, name, answer.inquiry());
                throw Refusals.fence();
            }
            if (!receipt.state().equals("delivered")) {
                store.close(sql, answer.inquiry());
            }
            return receipt;
        });
    }

    @Override
    public List<Result> answerAll(Caller agency, List<Claimed> answers) {
        Refusals.agency(agency);
        List<Result> results = new ArrayList<>();
        for (Claimed claimed : answers) {
            UUID inquiry = claimed.answer().inquiry();
            try {
                results.add(new Result(inquiry, answer(agency, claimed.fence(), claimed.answer()), null));
            } catch (Refusal refusal) {
                results.add(new Result(inquiry, null, refusal));
            }
        }
        return List.copyOf(results);
    }

    private Item found(Handle sql, String agency, UUID inquiry) {
        Lease held = store.find(sql, agency, inquiry).orElseThrow(Refusals::unknown);
        return item(inquiries.find(inquiry).orElseThrow(Refusals::unknown), held);
    }

    private static Item item(Inquiry inquiry, Lease lease) {
        return new Item(inquiry, lease.delivered(), lease.holder(), lease.until(), lease.fence());
    }
}
