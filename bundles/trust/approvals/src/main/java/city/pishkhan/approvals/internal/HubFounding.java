package city.pishkhan.approvals.internal;

import city.pishkhan.api.governance.HubMode;
import city.pishkhan.messages.Messages;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import city.pishkhan.platform.bundleguard.AcceptedCode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The founding of the hub, which decides once whether the hub is a demo or in production. A hub does not start with a
 * setting for the other mode. If the founding is not proven or has disappeared, the hub counts as founded for production.
 */
@Component(service = {HubFounding.class, HubMode.class})
public final class HubFounding implements HubMode {
    /** Exit status of a hub whose configuration is wrong, like {@code EX_CONFIG} of {@code sysexits.h}. */
    static final int WRONG_CONFIGURATION = 78;

    private static final Messages MESSAGES = Messages.of(HubFounding.class);
    private static final Logger LOG = LoggerFactory.getLogger(HubFounding.class);
    private static final String TABLE = "founding";
    private static final Founding STRICT = new Founding(Mode.PRODUCTION, false);

    private final Tx tx;
    private final ProvenRows proven;
    private volatile @Nullable Founding seen;

    /** Shows whether this node has enforced accepted code before; only a founded production hub does. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable AcceptedCode code;

    /** @param loginsAtOnce {@code true} if settings may make new roles effective at once */
    record Founding(Mode mode, boolean loginsAtOnce) {}

    private record Row(int logins, String mode, boolean atOnce, boolean codeAtOnce, @Nullable String mac) {}

    /** @throws IllegalStateException if the hub was founded in the other mode; then the process ends too */
    @Activate
    public HubFounding(
            BundleContext context, @Reference Tx tx, @Reference Schemas schemas, @Reference ProvenRows proven)
            throws IOException {
        this(tx, schemas, proven);
        try {
            requireMode(modeSetting(Path.of(context.getProperty("karaf.etc"))));
        } catch (OtherMode e) {
            LOG.error("{}", e.getMessage());
            printAtConsole(e.getMessage());
            // not in this thread, which the framework's stop waits for
            new Thread(() -> Runtime.getRuntime().exit(WRONG_CONFIGURATION), "pishkhan-exit").start();
            throw e;
        }
    }

    private static void printAtConsole(@Nullable String message) {
        // not closed, because it belongs to the process
        PrintStream console = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        console.println(message);
    }

    HubFounding(Tx tx, Schemas schemas, ProvenRows proven) {
        this.tx = tx;
        this.proven = proven;
        schemas.migrate(ApprovalService.class, "approvals");
    }

    /** Thrown if the configuration sets another mode than the founding. */
    static final class OtherMode extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        OtherMode(String message) {
            super(message);
        }
    }

    /**
     * Returns the mode that the configuration sets. It reads the file, because the configuration may not be loaded yet.
     *
     * @param etc folder of the configuration
     */
    static Mode modeSetting(Path etc) throws IOException {
        Path file = etc.resolve(ModeSetting.PID + ".cfg");
        Properties values = new Properties();
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                values.load(in);
            }
        }
        return ModeSetting.mode(values.getProperty("mode", ""));
    }

    /** @throws OtherMode if the hub was founded in another mode */
    void requireMode(Mode set) {
        Optional<Row> row = tx.separate(HubFounding::row).filter(this::isProven);
        if (row.isPresent() && !row.get().mode().equals(set.code())) {
            throw new OtherMode(MESSAGES.bilingual("hub-founding.other-mode/" + set.code(), ModeSetting.PID + ".cfg"));
        }
    }

    @Override
    public Optional<Mode> mode() {
        Founding known = seen;
        return known == null ? Optional.empty() : Optional.of(known.mode());
    }

    /**
     * Returns the founding; empty if the hub is not founded yet. Call it only inside a transaction. Once read, it stays
     * as it is until the hub ends.
     */
    Optional<Founding> read(Handle sql) {
        Optional<Row> row = row(sql);
        Founding known = seen;
        AcceptedCode guard = code;
        if (row.isPresent()) {
            boolean valid = isProven(row.get());
            proven.report(TABLE, valid ? List.of() : List.of("changed row"));
            if (known == null) {
                known = valid
                        ? new Founding(Mode.of(row.get().mode()), row.get().atOnce())
                        : STRICT;
            }
        } else if (known != null || guard != null && guard.isEnforced()) {
            proven.report(TABLE, List.of("missing row"));
            known = known == null ? STRICT : known;
        }
        if (known != null) {
            Founding result = known;
            // a founding in this transaction counts only if it commits
            tx.afterCommit(() -> seen = result);
        }
        return Optional.ofNullable(known);
    }

    private boolean isProven(Row row) {
        return proven.isProven(row.mac(), TABLE, row.logins(), row.mode(), row.atOnce(), row.codeAtOnce());
    }

    private static Optional<Row> row(Handle sql) {
        return sql.createQuery("select logins, mode, at_once, code_at_once, mac from approvals.founding")
                .map((row, context) -> new Row(
                        row.getInt(1), row.getString(2), row.getBoolean(3), row.getBoolean(4), row.getString(5)))
                .findOne();
    }

    /** Returns {@code false} if another node has founded the hub before. */
    boolean found(Handle sql, int logins, Founding founding) {
        boolean isDemo = founding.mode() == Mode.DEMO;
        return sql.createUpdate("insert into approvals.founding (logins, mode, at_once, code_at_once, mac)"
                                + " values (:logins, :mode, :once, :code, :mac) on conflict do nothing")
                        .bind("logins", logins)
                        .bind("mode", founding.mode().code())
                        .bind("once", founding.loginsAtOnce())
                        .bind("code", isDemo)
                        .bind("mac", proven.mac(TABLE, logins, founding.mode().code(), founding.loginsAtOnce(), isDemo))
                        .execute()
                > 0;
    }
}
