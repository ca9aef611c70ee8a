package city.pishkhan.worklist.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.Attachment;
import city.pishkhan.spi.Inquiry;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Records which pages of an inquiry's sheets each user has opened. Recent entries are cached, because one page is requested as many
 * images.
 */
final class OpenedPages {
    private static final String PLAN = "plan";
    private static final int REMEMBERED = 10_000;

    private final Tx tx;
    private final WorklistRepository worklistRepository;
    private final Set<Key> noted = Collections.newSetFromMap(Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }));

    private record Key(UUID inquiry, String holder, String sha256, int page) {}

    OpenedPages(Tx tx, WorklistRepository worklistRepository) {
        this.tx = tx;
        this.worklistRepository = worklistRepository;
    }

    void record(String holder, UUID inquiry, String sha256, int page, int pages) {
        Key key = new Key(inquiry, holder, sha256, page);
        if (noted.contains(key)) {
            return;
        }
        tx.run(sql -> {
            if (worklistRepository.isKnown(sql, inquiry)) {
                sql.createUpdate(
                                "insert into worklist.opened (inquiry, holder, sha256, page, pages)"
                                        + " values (:inquiry, :holder, decode(:sha256, 'hex'), :page, :pages) on conflict do nothing")
                        .bind("inquiry", inquiry)
                        .bind("holder", holder)
                        .bind("sha256", sha256)
                        .bind("page", page)
                        .bind("pages", pages)
                        .execute();
                // remember the page only after the commit, because a rollback removes its row and the next request must
                // write it again
                tx.afterCommit(() -> noted.add(key));
            }
        });
    }

    /** @throws Refusal CONFLICT {@code worklist.pages} if the user has not opened every page of an attached plan */
    void requirePlan(Handle sql, String holder, Inquiry inquiry) {
        for (Attachment sheet : inquiry.attachments()) {
            if (sheet.role().equals(PLAN) && !isFullyOpened(sql, holder, inquiry.id(), sheet.sha256())) {
                throw Refusal.conflict("worklist.pages", sheet.name());
            }
        }
    }

    private static boolean isFullyOpened(Handle sql, String holder, UUID inquiry, String sha256) {
        return sql.createQuery("select coalesce(bool_or(page = 0), false)"
                        + " or count(*) filter (where page > 0) >= coalesce(max(pages), 1) from worklist.opened"
                        + " where inquiry = :inquiry and holder = :holder and sha256 = decode(:sha256, 'hex')")
                .bind("inquiry", inquiry)
                .bind("holder", holder)
                .bind("sha256", sha256)
                .mapTo(Boolean.class)
                .one();
    }
}
