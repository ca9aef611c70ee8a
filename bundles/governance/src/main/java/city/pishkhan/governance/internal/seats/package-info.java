/**
 * Who sits in the committees: files name the seats, {@link city.pishkhan.governance.internal.seats.CommitteeFloor} says what no file goes
 * below, and {@link city.pishkhan.governance.internal.seats.SeatAcceptance} lets a change wait for two people.
 */
package city.pishkhan.governance.internal.seats;
