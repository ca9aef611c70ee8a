package city.pishkhan.camel.internal;

import city.pishkhan.api.agencies.InquiryDispatchers;
import city.pishkhan.api.messaging.Queues;
import java.time.Duration;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Endpoint that provides the hub's inquiries, notices and work items to routes and records the replies of agencies.
 *
 * <p>The build generates the catalog entry and the option configurer from the annotations.
 */
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = "pishkhan",
        title = "Pishkhan",
        syntax = "pishkhan:channel",
        category = {Category.WORKFLOW, Category.MESSAGING})
final class PishkhanEndpoint extends DefaultEndpoint {
    static final int CONSUMERS = 4;

    private static final int ASK_AGAIN_SECONDS = 60;
    private static final String NAME = "[a-z][a-z0-9-]{0,39}";

    private final Channel behind;

    @UriPath(
            enums = "inquiries,answers,notices,work",
            description = "Content of the channel: inquiries to an agency, answers of an agency, notices to an agency,"
                    + " or the hub's own work items. Routes send to answers and receive from the other channels.")
    @Metadata(required = true)
    private String channel;

    @UriParam(
            label = "consumer",
            description = "The agency of the inquiries or notices: a letter, then letters, digits, dashes."
                    + " Needed for both.")
    private String agency;

    @UriParam(label = "consumer", description = "The hub's work queue, without its prefix. Needed for work.")
    private String queue;

    @UriParam(
            label = "consumer",
            defaultValue = "" + CONSUMERS,
            description = "Number of concurrent consumers, 1 to 64: the bulkhead between this agency and all others.")
    private int consumers = CONSUMERS;

    @UriParam(
            label = "consumer",
            defaultValue = "0",
            description = "Maximum number of inquiries that each node sends per second, 1 to 10000; 0 for no limit.")
    private int perSecond;

    @UriParam(
            label = "producer",
            defaultValue = "" + ASK_AGAIN_SECONDS,
            description = "Seconds after which a partner that accepted an inquiry is polled for its answer;"
                    + " 0 for never.")
    private int askAgainSeconds = ASK_AGAIN_SECONDS;

    /** @throws IllegalArgumentException if the channel is unknown */
    PishkhanEndpoint(String uri, PishkhanComponent component, String channel) {
        super(uri, component);
        this.channel = channel;
        behind = Channel.of(channel);
    }

    public String getChannel() {
        return channel;
    }

    public String getAgency() {
        return agency;
    }

    public void setAgency(String agency) {
        this.agency = agency;
    }

    public String getQueue() {
        return queue;
    }

    public void setQueue(String queue) {
        this.queue = queue;
    }

    public int getConsumers() {
        return consumers;
    }

    public void setConsumers(int consumers) {
        this.consumers = consumers;
    }

    public int getPerSecond() {
        return perSecond;
    }

    public void setPerSecond(int perSecond) {
        this.perSecond = perSecond;
    }

    public int getAskAgainSeconds() {
        return askAgainSeconds;
    }

    public void setAskAgainSeconds(int askAgainSeconds) {
        this.askAgainSeconds = askAgainSeconds;
    }

    /**
     * Validates the options.
     *
     * @throws IllegalArgumentException if an option is missing or out of range
     */
    void check() {
        String name = behind == Channel.WORK ? queue : agency;
        if (behind != Channel.ANSWERS && (name == null || !name.matches(NAME))) {
            throw new IllegalArgumentException(
                    getEndpointUri() + " needs " + (behind == Channel.WORK ? "queue" : "agency")
                            + "=<name>: a letter, then letters, digits, dashes");
        }
        if (consumers < 1 || consumers > InquiryDispatchers.MAX_CONSUMERS) {
            throw new IllegalArgumentException(
                    getEndpointUri() + ": consumers must be 1 to " + InquiryDispatchers.MAX_CONSUMERS);
        }
        if (perSecond < 0 || perSecond > InquiryDispatchers.MAX_PER_SECOND) {
            throw new IllegalArgumentException(
                    getEndpointUri() + ": perSecond must be 0 to " + InquiryDispatchers.MAX_PER_SECOND);
        }
        if (askAgainSeconds < 0) {
            throw new IllegalArgumentException(getEndpointUri() + ": askAgainSeconds must be 0 or more");
        }
    }

    @Override
    public Producer createProducer() {
        if (behind != Channel.ANSWERS) {
            throw new UnsupportedOperationException("Only pishkhan:answers supports producers");
        }
        return new AnswersProducer(this, component().inquiries(), Duration.ofSeconds(askAgainSeconds));
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        QueueConsumer consumer =
                switch (behind) {
                    case INQUIRIES ->
                        new QueueConsumer(
                                this,
                                processor,
                                Queues.inquiries(agency),
                                new InquiryDispatcher(agency, component().inquiries(), new AgencyRate(perSecond)));
                    case NOTICES ->
                        new QueueConsumer(
                                this,
                                processor,
                                Queues.notices(agency),
                                new NoticeDispatcher(component().inquiries()));
                    case WORK -> new QueueConsumer(this, processor, Queues.work(queue), new WorkDispatcher());
                    case ANSWERS -> throw new UnsupportedOperationException("pishkhan:answers supports producers only");
                };
        configureConsumer(consumer);
        return consumer;
    }

    PishkhanComponent component() {
        return (PishkhanComponent) getComponent();
    }

    @Override
    public boolean isSingleton() {
        return true;
    }
}
