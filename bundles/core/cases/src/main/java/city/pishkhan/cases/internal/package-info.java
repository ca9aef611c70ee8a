/**
 * Cases from opening to end: the engine that moves them through their procedure, inquiries to agencies, access, simulation, handover and
 * erasure. Does not depend on connectors, routes or doors. Begin with {@link city.pishkhan.cases.internal.engine.CaseEngine}.
 */
@NullMarked
package city.pishkhan.cases.internal;

import org.jspecify.annotations.NullMarked;
