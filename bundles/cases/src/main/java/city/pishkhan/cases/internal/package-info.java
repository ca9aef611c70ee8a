/**
 * Cases from opening to end: the engine that moves them through their procedure, the inquiries to agencies and their answers, who may
 * see and change what, simulation, handover and erasure. It knows no connector, no route and no door. Begin with {@link city.pishkhan.cases.internal.engine.CaseEngine}.
 */
package city.pishkhan.cases.internal;
