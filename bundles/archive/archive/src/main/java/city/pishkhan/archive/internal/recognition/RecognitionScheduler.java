package city.pishkhan.archive.internal.recognition;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.archive.SheetRedactions;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.health.HealthWatch;
import city.pishkhan.archive.internal.personal.SheetReader;
import city.pishkhan.archive.internal.recognition.RecognitionRepository.Content;
import city.pishkhan.archive.internal.recognition.RecognitionRepository.Due;
import city.pishkhan.messages.Messages;
import city.pishkhan.persistence.PeriodicTask;
import city.pishkhan.persistence.Tx;
import city.pishkhan.platform.imaging.PictureFailure;
import city.pishkhan.platform.imaging.PictureMaker;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.TextRecognizer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
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

/**
 * Recognizes text on sheets, on every node, one sheet at a time and within a limited share of time. Each sheet is claimed by one node. If
 * that node crashes, another node claims the sheet after ten minutes. Recognition pauses while the covered areas of sheets are unknown.
 */
@Component(service = HealthWatch.class, immediate = true, configurationPid = "city.pishkhan.archive.recognition")
@Designate(ocd = RecognitionScheduler.Config.class)
public final class RecognitionScheduler implements HealthWatch {
    private static final Messages MESSAGES = Messages.of(RecognitionScheduler.class);
    private static final Logger LOG = LoggerFactory.getLogger(RecognitionScheduler.class);
    private static final String OFF = "off";
    private static final String ALL = "all";
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{3}(_[a-z]{2,10})?");
    private static final Duration PAUSE = Duration.ofSeconds(5);
    /** delay after a failure; doubled with each further failure */
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);

    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    private static final int DOUBLINGS = 12;
    /** maximum number of times that the pause between rounds is doubled while the recognizer is unavailable */
    private static final int MAX_UNAVAILABLE_DOUBLINGS = 6;

    private static final int SHEETS = 50;
    private static final int DOCUMENTS = 200;
    private static final int MOST_COUNTED = 10_000;
    private static final int MOST_PAGES = 500;
    private static final long WHOLE = 100;

    /** PID {@code city.pishkhan.archive.recognition}. */
    @ObjectClassDefinition(name = "Pishkhan archive: recognition")
    public @interface Config {

        @AttributeDefinition(
                description =
                        "whether the text of papers of properties is recognized, so that search finds documents by it:"
                                + " off, new (papers received from now on) or all (existing papers too)")
        String recognize() default OFF;

        @AttributeDefinition(description = "Tesseract language codes joined by +, the most likely first")
        String languages() default "fas+eng";

        @AttributeDefinition(description = "percentage of the time in which the recognizer receives pages, 1 to 100")
        int percent() default 50;

        @AttributeDefinition(description = "maximum number of pages of a sheet that are read, 1 to 500")
        int pages() default 20;
    }

    private final Tx tx;
    private final SheetTextReader reader;
    private final PeriodicTask rounds;
    private volatile Settings settings;
    private long readsFrom = System.nanoTime();
    private Instant awaySince;
    private int failures;
    private String unavailableReason = "";
    private volatile List<HealthWarning> warnings = List.of();

    /**
     * The text recognizer. The reference is dynamic, so that the recognizer can be started, stopped or replaced without
     * a restart of the archive.
     */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile TextRecognizer recognizer;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile SheetRedactions redactions;

    /** Validated configuration. */
    private record Settings(String mode, List<String> languages, int percent, int pages) {
        static Settings of(Config config) {
            Settings given = new Settings(
                    config.recognize(), List.of(config.languages().split("\\+", -1)), config.percent(), config.pages());
            require(Set.of(OFF, "new", ALL).contains(given.mode), "recognize must be off, new or all", given.mode);
            require(
                    given.languages.stream()
                            .allMatch(one -> LANGUAGE.matcher(one).matches()),
                    "languages must have a form such as fas+eng",
                    config.languages());
            require(given.percent >= 1 && given.percent <= WHOLE, "percent must be 1 to 100", given.percent);
            require(given.pages >= 1 && given.pages <= MOST_PAGES, "pages must be 1 to 500", given.pages);
            return given;
        }

        private static void require(boolean right, String rule, Object given) {
            if (!right) {
                throw new IllegalArgumentException("city.pishkhan.archive.recognition: " + rule + ", not " + given);
            }
        }
    }

    /** @param papers not used; ensures that the schema is migrated first */
    @Activate
    public RecognitionScheduler(
            @Reference Tx tx,
            @Reference SheetReader sheets,
            @Reference PictureMaker maker,
            @Reference Papers papers,
            Config config) {
        this(tx, sheets, maker, null, null, config);
        rounds.startEvery(PAUSE);
    }

    /** Creates a scheduler that runs only when {@link #runBatch} is called. */
    public RecognitionScheduler(
            Tx tx, SheetReader sheets, PictureMaker maker, TextRecognizer by, SheetRedactions covered, Config config) {
        this.tx = tx;
        recognizer = by;
        redactions = covered;
        reader = new SheetTextReader(sheets, maker);
        rounds = PeriodicTask.of("archive-recognition", this::runBatch);
        modified(config);
    }

    /** Applies a new configuration without a restart of the archive and dependent bundles. */
    @Modified
    public void modified(Config config) {
        Settings given = Settings.of(config);
        tx.separate(sql -> {
            RecognitionRepository.configure(sql, !given.mode.equals(OFF), given.mode.equals(ALL));
            return null;
        });
        settings = given;
    }

    @Deactivate
    public void stop() {
        rounds.close();
    }

    /** Recognizes up to 50 sheets, then pauses to respect the share of time. */
    public void runBatch() {
        Settings now = settings;
        if (now.mode.equals(OFF)) {
            recordAvailable();
            warnings = List.of();
            return;
        }
        if (System.nanoTime() - readsFrom < 0) {
            return;
        }
        long before = System.nanoTime();
        boolean more = true;
        for (int i = 0; i < SHEETS && more; i++) {
            more = tryNext(now);
        }
        long share = (System.nanoTime() - before) * (WHOLE - now.percent) / now.percent;
        long away = failures == 0 ? 0 : PAUSE.toNanos() << Math.min(failures, MAX_UNAVAILABLE_DOUBLINGS);
        readsFrom = System.nanoTime() + Math.max(share, away);
        warnings = currentWarnings();
    }

    /**
     * Recognizes the next queued sheet.
     *
     * @return {@code true} if another sheet may be recognized now
     */
    private boolean tryNext(Settings now) {
        TextRecognizer by = recognizer;
        SheetRedactions covered = redactions;
        if (by == null || covered == null) {
            if (waiting(1) > 0 || queueStock()) {
                recordUnavailable(by == null ? "not installed" : "areas covered by districts are unknown");
            }
            return false;
        }
        Optional<Due> due = tx.separate(RecognitionRepository::claim);
        return due.isEmpty() ? queueStock() : tryRecognize(due.get(), now, by, covered);
    }

    private boolean queueStock() {
        return tx.<Boolean>separate(sql -> RecognitionRepository.queueStock(sql, DOCUMENTS));
    }

    private int waiting(int most) {
        return tx.separate(sql -> RecognitionRepository.waiting(sql, most));
    }

    private boolean tryRecognize(Due due, Settings now, TextRecognizer by, SheetRedactions covered) {
        Optional<Content> sheet = tx.separate(sql -> RecognitionRepository.find(sql, due));
        if (sheet.isEmpty()) {
            tx.<Boolean>separate(sql -> RecognitionRepository.dequeue(sql, due));
            return true;
        }
        Optional<List<String>> words = tx.separate(sql -> RecognitionRepository.findKnownWords(sql, due));
        try {
            if (words.isEmpty()) {
                words = reader.recognizeWords(
                        sheet.get(),
                        covered.redactedAreas(sheet.get().sha256()),
                        by,
                        now.languages,
                        now.pages,
                        () -> tx.<Boolean>separate(sql -> RecognitionRepository.extendClaim(sql, due)));
                recordAvailable();
            }
        } catch (PictureFailure e) {
            retryLater(due, PAUSE, false);
            return false;
        } catch (PartnerUnavailable e) {
            // while the recognizer is unavailable, failures are not counted for the sheet
            boolean first = failures == 0;
            recordUnavailable(e.getMessage());
            failures++;
            if (first) {
                LOG.warn("The text of sheets is not recognized: {}", e.getMessage());
            }
            retryLater(due, first ? pause(due) : FIRST_WAIT, first);
            return false;
        } catch (UncheckedIOException | Refusal e) {
            // the sheet is damaged, or is a PDF that is not parsed yet
            LOG.warn(
                    "The text of sheet {} cannot be read at the moment",
                    sheet.get().sha256(),
                    e);
            retryLater(due, pause(due), true);
            return true;
        }
        words.ifPresent(all -> tx.separate(sql -> {
            RecognitionRepository.complete(sql, due, all);
            return null;
        }));
        return true;
    }

    private static Duration pause(Due due) {
        Duration pause = FIRST_WAIT.multipliedBy(1L << Math.min(due.tries(), DOUBLINGS));
        return pause.compareTo(LONGEST_WAIT) < 0 ? pause : LONGEST_WAIT;
    }

    private void retryLater(Due due, Duration after, boolean failed) {
        tx.separate(sql -> {
            RecognitionRepository.retryLater(sql, due, after, failed);
            return null;
        });
    }

    private void recordAvailable() {
        awaySince = null;
        failures = 0;
    }

    private void recordUnavailable(String reason) {
        unavailableReason = reason;
        if (awaySince == null) {
            awaySince = Instant.now();
        }
    }

    private List<HealthWarning> currentWarnings() {
        List<HealthWarning> all = new ArrayList<>();
        int waiting = awaySince == null ? 0 : waiting(MOST_COUNTED);
        if (waiting == 0) {
            recordAvailable();
        } else {
            all.add(HealthWarning.of(
                    MESSAGES,
                    waiting == MOST_COUNTED ? "text-recognizer-away/many" : "text-recognizer-away",
                    "",
                    awaySince,
                    unavailableReason,
                    waiting));
        }
        int failing = tx.separate(RecognitionRepository::failing);
        if (failing > 0) {
            all.add(HealthWarning.of(
                    MESSAGES, "sheets-unread", "", null, RecognitionRepository.WARN_ATTEMPTS, failing));
        }
        return List.copyOf(all);
    }

    @Override
    public String name() {
        return "recognition";
    }

    @Override
    public List<HealthWarning> warnings() {
        return warnings;
    }
}
