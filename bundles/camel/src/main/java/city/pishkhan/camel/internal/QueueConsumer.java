package city.pishkhan.camel.internal;

import city.pishkhan.api.messaging.Queues;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;

/** Takes one queue's wake-ups with a fixed number of threads. */
final class QueueConsumer extends DefaultConsumer implements Suspendable {
    private static final long STOP_MS = TimeUnit.SECONDS.toMillis(20);

    private final PishkhanEndpoint endpoint;
    private final String queue;
    private final Carrier carrier;
    private final List<QueueWorker> workers = new ArrayList<>();
    private boolean carries;

    QueueConsumer(PishkhanEndpoint endpoint, Processor processor, String queue, Carrier carrier) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.queue = queue;
        this.carrier = carrier;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (ofAnAgency()) {
            endpoint.hub().carriers().hold(queue, endpoint.getCamelContext().getName());
            carries = true;
        }
        ClassLoader loader = endpoint.getCamelContext().getApplicationContextClassLoader();
        for (int i = 1; i <= endpoint.getConsumers(); i++) {
            QueueWorker worker = new QueueWorker(this, endpoint.hub().broker(), queue, carrier);
            workers.add(worker);
            worker.start(queue + "-" + i, loader);
        }
        if (carrier instanceof InquiryCarrier inquiries) {
            endpoint.hub().carriers().started(inquiries, endpoint.getConsumers());
        }
    }

    private boolean ofAnAgency() {
        return !queue.startsWith(Queues.WORK);
    }

    /** Lets what is under way end; what has not ended by then comes again. */
    @Override
    protected void doStop() throws Exception {
        if (carrier instanceof InquiryCarrier inquiries) {
            endpoint.hub().carriers().stopped(inquiries);
        }
        workers.forEach(QueueWorker::end);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_MS);
        for (QueueWorker worker : workers) {
            worker.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
        }
        workers.clear();
        if (carries) {
            // not before its workers have ended: whoever comes next has the queue alone
            carries = false;
            endpoint.hub().carriers().release(queue);
        }
        super.doStop();
    }
}
