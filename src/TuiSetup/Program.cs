using Serilog;
using Serilog.Core;
using TuiSetup.Commands;
using TuiSetup.Core.Problems;

namespace TuiSetup;

/// <summary>The program tuisetup.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        var streams = new StandardStreams();
        using var interruption = new Interruption();
        UseLanguage(streams);
        if (WhiptailCommand.Words(arguments, Environment.GetCommandLineArgs()[0]) is { } words)
        {
            return WhiptailCommand.Run(words, interruption);
        }

        return CommandLine.Run(arguments, streams, interruption, Environment.GetEnvironmentVariable);
    }

    /// <summary>Before anything is said. A file of texts that has mistakes does not keep the program from its work.</summary>
    private static void UseLanguage(StandardStreams streams)
    {
        var problems = new List<Problem>();
        Texts.Use(new LanguageCatalog(new DataFolders(Environment.GetEnvironmentVariable)).Choose(Environment.GetEnvironmentVariable, problems));
        foreach (var problem in problems)
        {
            streams.Error.WriteLine($"tuisetup: {problem}");
        }
    }

    /// <summary>A file beside the history, four of 4 MiB kept; with -v standard error too.</summary>
    internal static Logger CreateLogger(string folder, TextWriter? also)
    {
        var configuration = new LoggerConfiguration().MinimumLevel.Debug();
        try
        {
            Directory.CreateDirectory(folder);
            configuration.WriteTo.File(Path.Combine(folder, "tuisetup.log"), fileSizeLimitBytes: 4 * 1024 * 1024, rollOnFileSizeLimit: true, retainedFileCountLimit: 4);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            // The journal says why nothing can be written there.
        }

        if (also is not null)
        {
            configuration.WriteTo.Sink(new WriterSink(also));
        }

        return configuration.CreateLogger();
    }

    private sealed class WriterSink(TextWriter writer) : ILogEventSink
    {
        public void Emit(Serilog.Events.LogEvent logEvent) => writer.WriteLine(logEvent.RenderMessage());
    }
}
