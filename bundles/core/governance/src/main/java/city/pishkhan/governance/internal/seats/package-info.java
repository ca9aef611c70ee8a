/**
 * Composition of the committees. Files define the seats, {@link city.pishkhan.governance.internal.seats.CommitteeFileCheck} contains
 * the minimum requirements, and {@link city.pishkhan.governance.internal.seats.SeatAcceptance} makes changes wait for two people.
 */
@NullMarked
package city.pishkhan.governance.internal.seats;

import org.jspecify.annotations.NullMarked;
