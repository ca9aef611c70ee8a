/** What versions that were replaced did not end or let go. Begin with {@link LeftoverWatch}. */
package city.pishkhan.deployment.internal.leftovers;
