namespace TuiSetup.Backends.Kpti.Measuring.Operations;

/// <summary>One thing that the kernel does, to be timed.</summary>
internal interface IOperation : IDisposable
{
    /// <summary>Its name in reports and files.</summary>
    string Name { get; }

    /// <summary>What is done, for people.</summary>
    string Title { get; }

    /// <summary>Does it so often, one after the other, and tells how long it took.</summary>
    /// <exception cref="IOException">The kernel, or the other process, does not go along.</exception>
    TimeSpan Run(int times);
}
