package city.pishkhan.tls.internal;

import city.pishkhan.tls.TlsState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reloads changed key files and logs expiring certificates: at start-up and then once a day. */
final class CertificateWatch implements TlsState {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);
    private static final Duration SAY_AGAIN = Duration.ofDays(1);

    private final Clock clock;
    private final Duration notice;
    private @Nullable ServerKeyFiles files;
    private @Nullable HttpsFactory factory;
    private String stamp = "";
    private Instant lastLogged = Instant.MIN;
    private volatile List<Dated> certificates = List.of();
    private volatile @Nullable String problem = "HTTPS has not started yet";

    CertificateWatch(int warnDays) {
        this(Clock.systemUTC(), warnDays);
    }

    CertificateWatch(Clock clock, int warnDays) {
        this.clock = clock;
        this.notice = Duration.ofDays(warnDays);
    }

    /**
     * Reads the files for the first time.
     *
     * @throws IllegalArgumentException if they cannot be used
     */
    synchronized ServerKeyFiles.Read readFirst(ServerKeyFiles serverKeyFiles) {
        stamp = serverKeyFiles.stamp();
        ServerKeyFiles.Read read = serverKeyFiles.read();
        files = serverKeyFiles;
        certificates = read.certificates();
        return read;
    }

    synchronized void serve(HttpsFactory served) {
        factory = served;
        problem = null;
        warn();
    }

    void reportFailure(RuntimeException e) {
        String what = String.valueOf(e instanceof IllegalArgumentException ? e.getMessage() : e);
        if (!what.equals(problem)) {
            LOG.error("HTTPS cannot start and is retried: {}", what);
        }
        problem = what;
    }

    /** Checks the files and the expiry dates once. */
    synchronized void check() {
        try {
            renew();
            warn();
        } catch (RuntimeException e) {
            LOG.error("The certificates cannot be checked", e);
        }
    }

    private void renew() {
        if (factory == null || files == null || files.stamp().equals(stamp)) {
            return;
        }
        stamp = files.stamp();
        try {
            ServerKeyFiles.Read read = files.read();
            factory.renew(files, read);
            certificates = read.certificates();
            lastLogged = Instant.MIN;
            LOG.info("The certificates are renewed: {}", certificates);
        } catch (Exception e) {
            LOG.error("The new certificates cannot be used; the current ones remain in use: {}", e.getMessage());
        }
    }

    private void warn() {
        Optional<String> warning = warning();
        if (warning.isPresent()
                && (lastLogged.equals(Instant.MIN)
                        || lastLogged.isBefore(clock.instant().minus(SAY_AGAIN)))) {
            lastLogged = clock.instant();
            LOG.warn("{}", warning.get());
        }
    }

    @Override
    public List<Dated> certificates() {
        return certificates;
    }

    @Override
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public Optional<Dated> expiring() {
        Instant soon = clock.instant().plus(notice);
        return certificates.stream().filter(c -> c.expires().isBefore(soon)).findFirst();
    }

    /** Log message for {@link #expiring()}. */
    Optional<String> warning() {
        Instant now = clock.instant();
        return expiring()
                .map(c -> c.expires().isBefore(now)
                        ? "The certificate " + c.name() + " expired on " + format(c) + "."
                        : "The certificate " + c.name() + " expires on " + format(c) + ", in "
                                + Duration.between(now, c.expires()).toDays() + " days.");
    }

    private static String format(Dated certificate) {
        return certificate.expires().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
