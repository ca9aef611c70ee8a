package city.pishkhan.certificates.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.certificates.Certificates;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.persons.Erasable;
import city.pishkhan.api.security.AttemptLimiter;
import city.pishkhan.api.security.AttemptLimiter.Attempt;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Vault;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link Certificates}: issues certificates and stores them in the table {@code certificates.certificate}. */
@Component(service = {Certificates.class, Erasable.class})
public final class CertificateService implements Certificates, Erasable {
    /** Last day of validity in the content, e.g. {@code 2028-11-24}; missing if the certificate does not expire. */
    static final String VALID_UNTIL = "validUntil";

    private static final String COLUMNS = "code, case_id, number, template, content, sealed, state, issued, digest";
    private static final String SELECT = "select " + COLUMNS + " from certificates.certificate";
    private static final int MOST_LINES = 1_000;

    private final Tx tx;
    private final Journal journal;
    private final Vault vault;
    private final ValidityTerms validityTerms;
    private final SealedContent sealedContent;
    private final CertificateFactSealer certificateFactSealing;
    private final CertificateCodes certificateCodes = new CertificateCodes();
    private final BulkVerificationLimiter bulkVerificationBrake;
    private final Clock clock;

    @Activate
    public CertificateService(
            @Reference Tx tx,
            @Reference Schemas schemas,
            @Reference Journal journal,
            @Reference Vault vault,
            @Reference AttemptLimiter limiter,
            @Reference ValidityTerms validityTerms) {
        this(tx, schemas, journal, vault, limiter, validityTerms, Clock.systemUTC());
    }

    CertificateService(
            Tx tx,
            Schemas schemas,
            Journal journal,
            Vault vault,
            AttemptLimiter limiter,
            ValidityTerms validityTerms,
            Clock clock) {
        this.clock = clock;
        this.validityTerms = validityTerms;
        this.bulkVerificationBrake = new BulkVerificationLimiter(limiter);
        this.tx = tx;
        this.journal = journal;
        this.vault = vault;
        this.sealedContent = new SealedContent(vault);
        schemas.migrate(CertificateService.class, "certificates");
        this.certificateFactSealing = new CertificateFactSealer(tx, sealedContent);
    }

    @Override
    public Certificate issue(
            UUID caseId, String caseNumber, String template, Map<String, Object> issuedDetails, Set<String> personal) {
        String code = certificateCodes.next();
        Instant issued = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Map<String, Object> content = new TreeMap<>(issuedDetails);
        validityTerms
                .lastDay(template, issued)
                .ifPresent(day -> content.put(VALID_UNTIL, day.toLocalDate().toString()));
        return tx.required(sql -> sql.createQuery(
                        "insert into certificates.certificate (code, code_hash, case_id, number, template,"
                                + " content, sealed, state, issued, digest) values (:code, sha256(convert_to(:code, 'UTF8')), :case,"
                                + " :number, :template, :content::jsonb, :sealed, 'valid', :issued, :digest) on conflict (case_id,"
                                + " template) do nothing returning " + COLUMNS)
                .bind("code", code)
                .bind("case", caseId)
                .bind("number", caseNumber)
                .bind("template", template)
                .bind("content", SealedContent.toPlainJson(content, personal))
                .bind("sealed", sealedContent.sealPersonal(caseId, code, content, personal))
                .bind("issued", issued.atOffset(ZoneOffset.UTC))
                .bind("digest", Sha256.hex(code + "\n" + template + "\n" + SealedContent.json(content)))
                .map(this::certificate)
                .findOne()
                .orElseGet(() -> findIssued(sql, caseId, template)));
    }

    @Override
    public int sealFacts(Set<String> names) {
        return certificateFactSealing.seal(names);
    }

    /** Returns a certificate that was issued before. */
    private Certificate findIssued(Handle sql, UUID caseId, String template) {
        return sql.createQuery(SELECT + " where case_id = :case and template = :template")
                .bind("case", caseId)
                .bind("template", template)
                .map(this::certificate)
                .one();
    }

    @Override
    public Optional<Certificate> findByCase(UUID caseId) {
        return tx.required(sql -> sql.createQuery(SELECT + " where case_id = :case order by issued desc limit 1")
                .bind("case", caseId)
                .map(this::certificate)
                .findOne());
    }

    @Override
    public Optional<Certificate> verify(String code) {
        return tx.required(sql -> CertificateLookup.find(sql, code, today()));
    }

    @Override
    public Optional<Certificate> findValid(String template, String subject, Instant at) {
        LocalDate on = LocalDate.ofInstant(at, PersianDate.TEHRAN);
        return tx.required(sql -> CertificateLookup.findValid(sql, template, subject, on));
    }

    @Override
    public List<Optional<Certificate>> verifyAll(Caller caller, List<CertificateQuery> asked) {
        if (asked.size() > MOST_LINES) {
            throw new IllegalArgumentException("More than " + MOST_LINES + " lines");
        }
        return tx.required(sql -> {
            Attempt attempt = bulkVerificationBrake.reserve(caller);
            List<Optional<Certificate>> found = CertificateLookup.findAll(sql, asked, today());
            int unknown = (int) found.stream().filter(Optional::isEmpty).count();
            attempt.settle(asked.size(), unknown);
            journal.record(null, "certificate.checked", caller, Map.of("lines", asked.size(), "unknown", unknown));
            return found;
        });
    }

    @Override
    public Optional<UUID> findCaseId(String code) {
        return tx.required(sql -> CertificateCodes.parse(code)
                .flatMap(read -> sql.createQuery("select case_id from certificates.certificate"
                                + " where code_hash = sha256(convert_to(:code, 'UTF8'))")
                        .bind("code", read)
                        .mapTo(UUID.class)
                        .findOne()));
    }

    @Override
    public Certificate revoke(Caller caller, String code) {
        return tx.required(sql -> {
            Certificate known = CertificateCodes.parse(code)
                    .flatMap(read -> sql.createQuery(
                                    SELECT + " where code_hash = sha256(convert_to(:code, 'UTF8')) for update")
                            .bind("code", read)
                            .map(this::certificate)
                            .findOne())
                    .orElseThrow(() -> Refusal.notFound("certificate"));
            if (known.state().equals("revoked")) {
                throw Refusal.conflict("certificate.revoked", known.number());
            }
            sql.createUpdate("update certificates.certificate set state = 'revoked' where code = :code")
                    .bind("code", known.code())
                    .execute();
            journal.record(
                    known.caseId(),
                    "certificate.revoked",
                    caller,
                    Map.of("number", known.number(), "certificate", known.digest()));
            return sql.createQuery(SELECT + " where code = :code")
                    .bind("code", known.code())
                    .map(this::certificate)
                    .one();
        });
    }

    @Override
    public boolean placeOnHold(UUID caseId, String why) {
        return tryChangeState(caseId, "valid", "held", Map.of("code", why));
    }

    @Override
    public boolean release(UUID caseId) {
        return tryChangeState(caseId, "held", "valid", Map.of());
    }

    @Override
    public boolean isHeld(UUID caseId) {
        return tx.required(
                sql -> sql.createQuery("select exists (select from certificates.certificate where case_id = :case"
                                + " and state = 'held')")
                        .bind("case", caseId)
                        .mapTo(Boolean.class)
                        .one());
    }

    private boolean tryChangeState(UUID caseId, String from, String to, Map<String, Object> why) {
        return tx.required(sql -> {
            List<String> digests = sql.createQuery(
                            "update certificates.certificate set state = :to where case_id = :case"
                                    + " and state = :from returning digest")
                    .bind("case", caseId)
                    .bind("from", from)
                    .bind("to", to)
                    .mapTo(String.class)
                    .list();
            digests.forEach(digest -> {
                Map<String, Object> details = new TreeMap<>(why);
                details.put("certificate", digest);
                journal.record(
                        caseId, to.equals("held") ? "certificate.held" : "certificate.released", Caller.HUB, details);
            });
            return !digests.isEmpty();
        });
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), PersianDate.TEHRAN);
    }

    private Certificate certificate(ResultSet row, StatementContext context) throws SQLException {
        String code = row.getString("code");
        UUID caseId = row.getObject("case_id", UUID.class);
        Map<String, Object> content =
                sealedContent.openAll(caseId, code, row.getString("content"), row.getBytes("sealed"));
        return new Certificate(
                code,
                caseId,
                row.getString("number"),
                row.getString("template"),
                content,
                CertificateState.compute(row.getString("state"), content.get(VALID_UNTIL), today()),
                row.getObject("issued", OffsetDateTime.class).toInstant(),
                row.getString("digest"));
    }

    @Override
    public void erase(UUID person, String nationalId, List<UUID> cases) {
        tx.run(sql -> sql.createUpdate("update certificates.certificate set sealed = '' where case_id = any(:cases)")
                .bindArray("cases", UUID.class, cases)
                .execute());
    }
}
