package city.pishkhan.certificates.internal;

import city.pishkhan.api.Caller;
import city.pishkhan.api.Certificates;
import city.pishkhan.api.Journal;
import city.pishkhan.api.Refusal;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link Certificates} as a table. */
@Component(service = Certificates.class)
public final class SqlCertificates implements Certificates {
    private static final String SELECT =
            "select code, case_id, number, template, content, state, issued, digest from certificates.certificate";
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final Tx tx;
    private final Journal journal;
    private final Codes codes = new Codes();
    private final CertificatePage page = new CertificatePage();

    @Activate
    public SqlCertificates(@Reference Tx tx, @Reference Schemas schemas, @Reference Journal journal) {
        this.tx = tx;
        this.journal = journal;
        schemas.migrate(SqlCertificates.class, "certificates");
    }

    @Override
    public Certificate issue(UUID caseId, String caseNumber, String template, Map<String, Object> content) {
        String json = write(content);
        String code = codes.next();
        return tx.required(sql -> {
            sql.createUpdate("insert into certificates.certificate"
                            + " (code, case_id, number, template, content, state, issued, digest)"
                            + " values (:code, :case, :number, :template, :content::jsonb, 'valid', :issued, :digest)"
                            + " on conflict (case_id, template) do nothing")
                    .bind("code", code)
                    .bind("case", caseId)
                    .bind("number", caseNumber)
                    .bind("template", template)
                    .bind("content", json)
                    .bind("issued", Instant.now().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))
                    .bind("digest", Sha256.hex(code + "\n" + template + "\n" + json))
                    .execute();
            return sql.createQuery(SELECT + " where case_id = :case and template = :template")
                    .bind("case", caseId)
                    .bind("template", template)
                    .map(SqlCertificates::certificate)
                    .one();
        });
    }

    @Override
    public Optional<Certificate> ofCase(UUID caseId) {
        return tx.required(sql -> sql.createQuery(SELECT + " where case_id = :case order by issued desc limit 1")
                .bind("case", caseId)
                .map(SqlCertificates::certificate)
                .findOne());
    }

    @Override
    public Optional<Certificate> verify(String code) {
        return Codes.read(code)
                .flatMap(read -> tx.required(sql -> sql.createQuery(SELECT + " where code = :code")
                        .bind("code", read)
                        .map(SqlCertificates::certificate)
                        .findOne()))
                .map(SqlCertificates::publicPart);
    }

    /** Whoever has the code learns whether the paper in their hand is good, by its digest, and nothing of what it says. */
    private static Certificate publicPart(Certificate c) {
        return new Certificate(c.code(), null, c.number(), c.template(), Map.of(), c.state(), c.issued(), c.digest());
    }

    @Override
    public Certificate revoke(Caller caller, String code) {
        return tx.required(sql -> {
            Certificate known = Codes.read(code)
                    .flatMap(read -> sql.createQuery(SELECT + " where code = :code for update")
                            .bind("code", read)
                            .map(SqlCertificates::certificate)
                            .findOne())
                    .orElseThrow(() -> Refusal.notFound("certificate", "گواهی"));
            if (!known.state().equals("valid")) {
                throw Refusal.conflict(
                        "certificate.revoked",
                        "The certificate of case " + known.number() + " is revoked already.",
                        "گواهی پرونده " + known.number() + " پیش‌تر باطل شده است.");
            }
            sql.createUpdate("update certificates.certificate set state = 'revoked' where code = :code")
                    .bind("code", known.code())
                    .execute();
            journal.record(
                    null,
                    "certificate.revoked",
                    caller,
                    Map.of("case", known.caseId(), "number", known.number(), "certificate", known.digest()));
            return sql.createQuery(SELECT + " where code = :code")
                    .bind("code", known.code())
                    .map(SqlCertificates::certificate)
                    .one();
        });
    }

    @Override
    public String render(Certificate certificate) {
        return page.render(certificate);
    }

    private static Certificate certificate(ResultSet row, StatementContext context) throws SQLException {
        return new Certificate(
                row.getString("code"),
                row.getObject("case_id", UUID.class),
                row.getString("number"),
                row.getString("template"),
                read(row.getString("content")),
                row.getString("state"),
                row.getObject("issued", OffsetDateTime.class).toInstant(),
                row.getString("digest"));
    }

    private static String write(Map<String, Object> content) {
        try {
            return CANONICAL.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Content that JSON cannot say", e);
        }
    }

    private static Map<String, Object> read(String content) {
        try {
            return CANONICAL.readValue(content, MAP);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored certificate cannot be read", e);
        }
    }
}
