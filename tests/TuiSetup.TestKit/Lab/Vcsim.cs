namespace TuiSetup.TestKit;

/// <summary>
/// vcsim, the vCenter simulator of Debian's golang-github-vmware-govmomi-dev, on a loopback port of its own. It ends
/// with this object. Its certificate is always the same, from Go's own tests.
/// </summary>
public sealed class Vcsim : IAsyncDisposable
{
    public const string User = "admin", Password = "secret";

    public const string Fingerprint = "448F628A8A65AA18560E53A80C53ACB38C51B427DF0334082349141147DC9BF6";

    /// <summary>Compiling the library takes most of a minute, once.</summary>
    private static readonly TimeSpan BuildTime = TimeSpan.FromMinutes(10), StartTime = TimeSpan.FromMinutes(1);

    private readonly RunningProcess process;

    private Vcsim(RunningProcess process, string url)
    {
        this.process = process;
        Url = url;
    }

    public string Url { get; }

    public int Port => new Uri(Url).Port;

    /// <param name="options">Such as <c>-machines=2000</c>.</param>
    public static async Task<Vcsim> StartAsync(params string[] options)
    {
        var script = SourceTree.PathOf("tests", "lab", "vcsim.sh");
        var built = await ProcessRunner.RunAsync("bash", [script], timeout: BuildTime);
        var process = ProcessRunner.Start(built.Required("vcsim.sh").Trim(), options);
        try
        {
            return new Vcsim(process, await process.WaitForStdoutLine(line => line.StartsWith("https://", StringComparison.Ordinal), StartTime));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();
}
