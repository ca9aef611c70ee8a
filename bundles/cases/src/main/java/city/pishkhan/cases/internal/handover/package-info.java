/** Moves the open cases of an office that may not go on to another. Begin with {@link HandoverService}. */
package city.pishkhan.cases.internal.handover;
