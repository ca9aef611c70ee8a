package city.pishkhan.archive.internal.ingest;

import city.pishkhan.platform.imaging.PictureFailure;
import city.pishkhan.platform.imaging.PictureMaker;
import city.pishkhan.spi.MalwareScanner;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How uploads are examined, and by whom they are scanned and parsed. */
@Component(service = SheetExaminer.class, configurationPid = "city.pishkhan.archive.ingest")
@Designate(ocd = SheetExaminer.Config.class)
public final class SheetExaminer {
    private static final Logger LOG = LoggerFactory.getLogger(SheetExaminer.class);
    private static final String OFF = "off";
    private static final String LATER = "later";
    private static final int WHOLE = 100;

    private volatile Instant awaySince;

    /** PID {@code city.pishkhan.archive.ingest}. */
    @ObjectClassDefinition(name = "Pishkhan archive: ingest")
    public @interface Config {

        @AttributeDefinition(
                description = "whether uploads are scanned for malware: off, refuse (without the scanner none is taken)"
                        + " or later (without it they are taken, and scanned when it is there again)")
        String malware() default OFF;

        @AttributeDefinition(
                description =
                        "percent of one processor's time for decoding to its end what was uploaded, 0 (nothing is) to 100")
        int decode_percent() default 1;
    }

    private volatile String malware;
    private volatile int percent;

    /** A leaf of its own: it comes and goes without closing the archive. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile MalwareScanner scanner;

    /** Its process parses PDFs; while its bundle is updated they wait. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile PictureMaker parser;

    private final boolean parses;

    @Activate
    public SheetExaminer(Config config) {
        this(config.malware(), config.decode_percent(), null, true, null);
    }

    /** The archive, and all that stands on it, serves on. */
    @Modified
    public void modified(Config config) {
        check(config.malware(), config.decode_percent());
        malware = config.malware();
        percent = config.decode_percent();
    }

    /** One that parses nothing. @param scanner may be {@code null} */
    public SheetExaminer(String malware, int percent, MalwareScanner scanner) {
        this(malware, percent, scanner, false, null);
    }

    /** @param parser may be {@code null}: then PDFs wait until there is one */
    public SheetExaminer(String malware, int percent, MalwareScanner scanner, PictureMaker parser) {
        this(malware, percent, scanner, true, parser);
    }

    private SheetExaminer(String malware, int percent, MalwareScanner scanner, boolean parses, PictureMaker parser) {
        check(malware, percent);
        this.malware = malware;
        this.percent = percent;
        this.scanner = scanner;
        this.parses = parses;
        this.parser = parser;
    }

    private static void check(String malware, int percent) {
        if (!Set.of(OFF, "refuse", LATER).contains(malware)) {
            throw new IllegalArgumentException(
                    "city.pishkhan.archive.ingest: malware is off, refuse or later, not " + malware);
        }
        if (percent < 0 || percent > WHOLE) {
            throw new IllegalArgumentException(
                    "city.pishkhan.archive.ingest: decode.percent is 0 to 100, not " + percent);
        }
    }

    /** One that looks at nothing. */
    public static SheetExaminer none() {
        return new SheetExaminer(OFF, 0, null);
    }

    boolean scans() {
        return !malware.equals(OFF);
    }

    /** Whether what could not be scanned is taken nevertheless. */
    boolean later() {
        return malware.equals(LATER);
    }

    int percent() {
        return percent;
    }

    /** Whether a PDF is parsed before anybody opens it. */
    boolean parses() {
        return parses;
    }

    /** @throws PictureFailure BUSY also while there is no parser */
    PictureMaker.Structure structure(Supplier<InputStream> pdf) {
        PictureMaker now = parser;
        if (now == null) {
            throw new PictureFailure(PictureFailure.Why.BUSY, "no parser is there");
        }
        return now.structure(pdf);
    }

    /** Since when the scanner gives no verdict, asked once more; {@code null} if it gives them, or is not asked at all. */
    Instant awaySince() {
        if (awaySince != null) {
            try {
                scan(InputStream::nullInputStream);
            } catch (IOException e) {
                LOG.debug("The scanner is still away", e);
            }
        }
        return scans() ? awaySince : null;
    }

    /** @throws IOException without a verdict */
    Optional<String> scan(Supplier<InputStream> content) throws IOException {
        MalwareScanner now = scanner;
        try (InputStream in = content.get()) {
            if (now == null) {
                throw new IOException("no scanner is there");
            }
            Optional<String> found = now.scan(in);
            awaySince = null;
            return found;
        } catch (IOException e) {
            if (awaySince == null) {
                awaySince = Instant.now();
                LOG.warn("A sheet was not scanned: {}", e.toString());
            }
            throw e;
        }
    }
}
