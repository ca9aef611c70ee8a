package city.pishkhan.certificates.internal;

import city.pishkhan.api.CityIdentity;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.certificates.CertificatePapers;
import city.pishkhan.api.certificates.Certificates.Certificate;
import city.pishkhan.api.cluster.SharedKey;
import city.pishkhan.api.cluster.SharedKeyProvider;
import city.pishkhan.api.cluster.SharedKeys;
import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.api.security.DocumentSigner;
import city.pishkhan.certificates.internal.SigningKey.Signer;
import city.pishkhan.pdf.SignedPdf;
import city.pishkhan.platform.secrets.Secrets;
import city.pishkhan.platform.startup.StartState;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * {@link CertificatePapers}: renders certificates by the city's templates and signs them. The same key signs the hub's
 * other documents.
 */
@Component(
        service = {CertificatePapers.class, DocumentSigner.class, StartState.class, SharedKeyProvider.class},
        property = StartState.NAME + "=certificates",
        configurationPid = "city.pishkhan.certificates")
@Designate(ocd = CertificatePaperService.Config.class)
public final class CertificatePaperService implements CertificatePapers, DocumentSigner, StartState, SharedKeyProvider {

    /** maximum number of pages rendered at the same time, to limit memory use */
    private static final int MOST_DRAWN = 4;

    /** Configuration with the PID {@code city.pishkhan.certificates}. */
    @ObjectClassDefinition(name = "Pishkhan certificates")
    @interface Config {
        @AttributeDefinition(
                description = "Public address of the hub; a certificate links to <publicUrl>/verify/<code>")
        String publicUrl() default "http://127.0.0.1:8181";

        @AttributeDefinition(description = "Folder with a file <template>.yaml for each kind of certificate")
        String templates() default "etc/certificates";

        @AttributeDefinition(
                description =
                        "PKCS#12 keystore with EC or RSA keys under aliases certificates-1, certificates-2 …, of which the last signs, identical on every node; empty: generated at the first use and stored in the data folder")
        String keystore() default "";

        @AttributeDefinition(
                description = "Password of the keystore, env:NAME or file:/path; empty: generated with the keystore")
        String keystore_password() default "";
    }

    private final CityIdentity city;
    private final RuleTexts rules;
    private final Templates templates;
    private final SigningKey key;
    private final String address;
    private final Clock clock;
    private final Semaphore drawing = new Semaphore(MOST_DRAWN);

    @Activate
    public CertificatePaperService(
            BundleContext context,
            @Reference CityIdentity city,
            @Reference RuleTexts rules,
            @Reference Templates templates,
            @Reference SharedKeys shared,
            Config config) {
        this(city, rules, templates, key(data(context), config, shared), config.publicUrl(), Clock.systemUTC());
    }

    CertificatePaperService(
            CityIdentity city, RuleTexts rules, Templates templates, SigningKey key, String publicUrl, Clock clock) {
        this.city = city;
        this.rules = rules;
        this.templates = templates;
        this.key = key;
        this.address = publicUrl.replaceAll("/+$", "") + "/verify/";
        this.clock = clock;
    }

    private static SigningKey key(Path data, Config config, SharedKeys shared) {
        boolean ours = config.keystore().isEmpty();
        return new SigningKey(
                ours ? data.resolve("certificates.p12") : Path.of(config.keystore()),
                () -> config.keystore_password().isEmpty()
                        ? Secrets.ensureGenerated(data.resolve("certificates.password"))
                        : Secrets.resolve(config.keystore_password()),
                ours,
                shared);
    }

    private static Path data(BundleContext context) {
        String karaf = context.getProperty("karaf.data");
        return karaf == null
                ? context.getDataFile("certificates").toPath()
                : Path.of(karaf, "pishkhan", "certificates");
    }

    @Override
    public List<SharedKey> sharedKeys() {
        return List.of(key.shared());
    }

    @Override
    public void createMissing() {
        if (key.problem().isEmpty()) {
            key.signer();
        }
    }

    /**
     * Returns the problem that prevents signing, or the templates that cannot be read. As long as the keystore is
     * invalid, each call reads it again.
     */
    @Override
    public Optional<String> problem() {
        Optional<String> unsigned = key.problem();
        return unsigned.isPresent() ? unsigned : templates.problem();
    }

    @Override
    public String page(Certificate certificate) {
        Template template = template(certificate);
        return CertificatePage.render(certificate, template, lines(certificate), city.identity());
    }

    @Override
    public byte[] pdf(Certificate certificate) {
        Template template = template(certificate);
        CertificateLines lines = lines(certificate);
        drawing.acquireUninterruptibly();
        try {
            return signPdf(
                    CertificatePdf.render(certificate, template, lines, city.identity(), address + certificate.code()),
                    template.title().fa());
        } finally {
            drawing.release();
        }
    }

    @Override
    public byte[] signPdf(byte[] pdf, String reason) {
        Signer signer = key.signer();
        return SignedPdf.sign(pdf, signer.key(), signer.certificate(), reason, clock.instant());
    }

    @Override
    public String signText(String text) {
        return key.sign(text);
    }

    private Template template(Certificate certificate) {
        return templates.get(certificate.template(), certificate.content().keySet());
    }

    private CertificateLines lines(Certificate certificate) {
        return new CertificateLines(
                Optional.ofNullable(certificate.content().get("ruleSet")).flatMap(hash -> rules.text(hash.toString())));
    }

    @Override
    public List<Fact> facts(Certificate certificate) {
        return lines(certificate).facts(certificate, template(certificate));
    }

    @Override
    public SignedStatement attest(Certificate certificate) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new SignedStatement(
                now,
                key.sign("pishkhan-certificate-1 " + certificate.state() + " " + certificate.digest() + " " + now));
    }

    @Override
    public Title title(String template) {
        try {
            Template.Title title = templates.get(template, List.of()).title();
            return new Title(title.en(), title.fa());
        } catch (Refusal broken) {
            // the certificate can be verified without its title
            return new Title(template, template);
        }
    }

    @Override
    public String signer() {
        return key.pem();
    }
}
