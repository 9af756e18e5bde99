using Serilog.Core;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Reports;

namespace TuiSetup;

/// <summary>The log of what runs did, in the state folder and, with -v, on standard error. It is opened when it is first needed.</summary>
internal sealed class EventLog(string folder, TextWriter? also) : IDisposable
{
    private readonly Lazy<Logger> _logger = new(() => Program.CreateLogger(folder, also));

    public void Write(ApplyEvent happened)
    {
        switch (happened)
        {
            case ApplyEvent.Started started:
                _logger.Value.Information("{Verb} {Target}: {Summary}", started.Undoing ? "Undoing" : "Applying", started.Step.Target, started.Step.Summary);
                break;
            case ApplyEvent.Progress progress:
                _logger.Value.Debug("{Target}: {Message}", progress.Step.Target, progress.Message);
                break;
            case ApplyEvent.Finished finished:
                _logger.Value.Information("{Target}: {Result}", finished.Step.Target, ReportJson.Name(finished.Result));
                break;
            case ApplyEvent.Trouble trouble:
                _logger.Value.Error("{Message}", trouble.Message);
                break;
            case ApplyEvent.Ended ended:
                _logger.Value.Information("Run {Run} of {Wizard} ended: {Outcome}", ended.Report.Run, ended.Report.Plan.Wizard, ReportJson.Name(ended.Report.Outcome));
                break;
        }
    }

    public void Crash(Exception crash) => _logger.Value.Fatal(crash, "The program failed");

    public void Dispose()
    {
        if (_logger.IsValueCreated)
        {
            _logger.Value.Dispose();
        }
    }
}
