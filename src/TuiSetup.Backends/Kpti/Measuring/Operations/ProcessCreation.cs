using TuiSetup.Backends.Kpti.Measuring.Native;

namespace TuiSetup.Backends.Kpti.Measuring.Operations;

/// <summary>A process made, ended and waited for, as posix_spawn(3) forks: without a copy of the maker's memory.</summary>
internal sealed class ProcessCreation(TimeProvider time) : IOperation
{
    private const int NoSuchFile = 2;

    private readonly CWords _missing = new("/proc/self/no-such-program");

    public string Name => "fork";

    public string Title => T("fork, exit and wait");

    public TimeSpan Run(int times)
    {
        var began = time.GetTimestamp();
        for (var count = 0; count < times; count++)
        {
            if (Spawning.MakeAndEnd(_missing) is not NoSuchFile and var error)
            {
                throw new IOException(T($"No process can be made here (error {error})."));
            }
        }

        return time.GetElapsedTime(began);
    }

    public void Dispose() => _missing.Dispose();
}
