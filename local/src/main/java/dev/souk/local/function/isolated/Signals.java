package dev.souk.local.function.isolated;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Lets a process stand still and go on, as Lambda freezes and thaws an instance. By Linux's numbers. */
final class Signals {
    private static final int CONT = 18;
    private static final int STOP = 19;
    private static final MethodHandle KILL = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().findOrThrow("kill"),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private Signals() {}

    /** Nothing of the process runs until {@link #thaw}. One that has ended is left alone. */
    static void freeze(ProcessHandle process) {
        send(process, STOP);
    }

    static void thaw(ProcessHandle process) {
        send(process, CONT);
    }

    private static void send(ProcessHandle process, int signal) {
        if (!process.isAlive()) {
            return;
        }
        try {
            // What it returns says whether the process was still there, which it need not be.
            var _ = (int) KILL.invokeExact(Math.toIntExact(process.pid()), signal);
        } catch (Throwable e) {
            throw new IllegalStateException("cannot send a signal", e);
        }
    }
}
