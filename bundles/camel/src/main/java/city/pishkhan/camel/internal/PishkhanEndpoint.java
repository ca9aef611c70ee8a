package city.pishkhan.camel.internal;

import city.pishkhan.api.messaging.Queues;
import java.time.Duration;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** One {@code pishkhan:} address. */
final class PishkhanEndpoint extends DefaultEndpoint {
    static final int CONSUMERS = 4;
    static final int ASK_AGAIN_SECONDS = 60;

    private static final int MOST_CONSUMERS = 64;
    private static final String NAME = "[a-z][a-z0-9-]{0,39}";

    private final Channel channel;
    private String agency;
    private String queue;
    private int consumers = CONSUMERS;
    private int askAgainSeconds = ASK_AGAIN_SECONDS;

    PishkhanEndpoint(String uri, PishkhanComponent component, Channel channel) {
        super(uri, component);
        this.channel = channel;
    }

    /** The agency whose inquiries or notices are carried. */
    void setAgency(String agency) {
        this.agency = agency;
    }

    /** The hub's work queue, without its prefix. */
    void setQueue(String queue) {
        this.queue = queue;
    }

    /** How many are carried at a time, 1 to 64: the bulkhead between this agency and all others. */
    void setConsumers(int consumers) {
        this.consumers = consumers;
    }

    /** After how many seconds a partner that accepted an inquiry is asked for its answer; 0 for never. */
    void setAskAgainSeconds(int seconds) {
        this.askAgainSeconds = seconds;
    }

    void check() {
        String name = channel == Channel.WORK ? queue : agency;
        if (channel != Channel.ANSWERS && (name == null || !name.matches(NAME))) {
            throw new IllegalArgumentException(
                    getEndpointUri() + " needs " + (channel == Channel.WORK ? "queue" : "agency")
                            + "=<name>: a letter, then letters, digits, dashes");
        }
        if (consumers < 1 || consumers > MOST_CONSUMERS || askAgainSeconds < 0) {
            throw new IllegalArgumentException(getEndpointUri() + ": consumers must be 1 to " + MOST_CONSUMERS);
        }
    }

    @Override
    public Producer createProducer() {
        if (channel != Channel.ANSWERS) {
            throw new UnsupportedOperationException("Only pishkhan:answers is written to");
        }
        return new AnswersProducer(this, hub().inquiries(), Duration.ofSeconds(askAgainSeconds));
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        QueueConsumer consumer =
                switch (channel) {
                    case INQUIRIES ->
                        new QueueConsumer(
                                this,
                                processor,
                                Queues.inquiries(agency),
                                new InquiryCarrier(agency, hub().inquiries()));
                    case NOTICES ->
                        new QueueConsumer(
                                this, processor, Queues.notices(agency), new NoticeCarrier(hub().inquiries()));
                    case WORK -> new QueueConsumer(this, processor, Queues.work(queue), new WorkCarrier());
                    case ANSWERS -> throw new UnsupportedOperationException("pishkhan:answers is only written to");
                };
        configureConsumer(consumer);
        return consumer;
    }

    PishkhanComponent hub() {
        return (PishkhanComponent) getComponent();
    }

    int consumers() {
        return consumers;
    }

    @Override
    public boolean isSingleton() {
        return true;
    }
}
