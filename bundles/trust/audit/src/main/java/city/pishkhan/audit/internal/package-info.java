/** Records actions of operators on a running hub in the journal. Begin with {@link ActRecorder}. */
package city.pishkhan.audit.internal;
