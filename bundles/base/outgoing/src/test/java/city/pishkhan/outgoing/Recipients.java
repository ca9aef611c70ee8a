package city.pishkhan.outgoing;

import city.pishkhan.persistence.TestStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A table of recipients in a fresh database, with one recipient that receives the numbers up to {@link #last}, unless it fails. */
final class Recipients implements AutoCloseable, Delivery.Source<Long> {
    static final String NAME = "outside";
    static final Duration FIRST = Duration.ofSeconds(2);
    static final Duration MOST = Duration.ofSeconds(10);

    final TestStore store = TestStore.start();
    final RecipientRepository rows = new RecipientRepository(store.tx(), "room.recipient", "place", FIRST);
    final List<Long> received = new ArrayList<>();
    long last;
    IOException failure;
    Runnable meanwhile = () -> {};

    Recipients() {
        store.tx().run(sql -> {
            sql.execute("create schema room");
            sql.execute("create table room.recipient (name text primary key, place bigint not null,"
                    + " attempts int not null default 0, next_attempt timestamptz not null default now(),"
                    + " leased_until timestamptz not null default now(), last_error text, delivered_at timestamptz)");
            sql.execute("insert into room.recipient (name, place) values (?, 0)", NAME);
        });
    }

    /** Creates a second delivery to the same recipient, as another node would. */
    Delivery<Long> delivery() {
        Target target = Target.of("https://outside.example/", false);
        SignedPost post = new SignedPost(target, "a secret of two parties", Duration.ofSeconds(5));
        return new Delivery<>("Recipient", new Recipient(NAME, post), rows, MOST, this);
    }

    @Override
    public Optional<Long> after(long place) {
        return place < last ? Optional.of(place + 1) : Optional.empty();
    }

    @Override
    public boolean deliver(Long what) throws IOException {
        meanwhile.run();
        if (failure != null) {
            throw failure;
        }
        received.add(what);
        rows.recordAccepted(NAME, what);
        return true;
    }

    /** Sets the recipient's time in {@code column} to now, so that the action planned for it is due. */
    void makeDue(String column) {
        store.tx().run(sql -> sql.execute("update room.recipient set " + column + " = now()"));
    }

    String value(String expression) {
        return store.tx().single(sql -> sql.createQuery("select (" + expression + ")::text from room.recipient")
                .mapTo(String.class)
                .one());
    }

    @Override
    public void close() {
        store.close();
    }
}
