using TuiSetup.Backends.VSphere.Model;
using TuiSetup.Backends.VSphere.Preflight;
using TuiSetup.Backends.VSphere.Soap;
using TuiSetup.Backends.VSphere.Steps;
using TuiSetup.Core;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Backends.VSphere;

/// <summary>What the wizards of vSphere share: sessions, facts, the export of switches, and the way of each step.</summary>
internal abstract class VSphereBackend(BackendContext context, VCenterSessions sessions) : IBackend, IExportBackend, IAsyncDisposable
{
    /// <summary>A page and the next one see the same inventory; a little later it is read again.</summary>
    private static readonly TimeSpan FactsAge = TimeSpan.FromSeconds(20);

    private VSphereFacts? _facts;
    private long _factsTime;

    public abstract string Name { get; }

    public abstract BackendVocabulary Vocabulary { get; }

    public int SideBySide => 8;

    public IReadOnlyDictionary<string, Value> Defaults { get; } = context.VCenter is { } address
        ? new Dictionary<string, Value> { [VCenterEndpoint.AddressField] = Value.Of(address) }
        : [];

    public ValueTask<Facts> ReadAsync(AnswerSheet answers, CancellationToken cancel) => ReadAsync(answers, Unheard.Instance, cancel);

    public async ValueTask<Facts> ReadAsync(AnswerSheet answers, IProgress<string> progress, CancellationToken cancel)
    {
        var endpoint = VCenterEndpoint.From(answers, context.VCenter);
        if (answers.Secrets.TryGetValue(VCenterEndpoint.PasswordField, out var password))
        {
            sessions.Credentials.Remember(endpoint, password);
        }

        return await VSphereErrors.RunAsync<Facts>(endpoint, () => ReadAsync(endpoint, answers, progress, cancel), cancel).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<Problem>> ValidateAsync(IReadOnlyList<AnswerSheet> batch, Facts facts, CancellationToken cancel)
    {
        if (facts is UntrustedFacts untrusted)
        {
            return untrusted.Ask(batch);
        }

        var found = (VSphereFacts)facts;
        return await VSphereErrors.RunAsync(found.Session.Endpoint, () => CheckBatchAsync(batch, found, cancel), cancel).ConfigureAwait(false);
    }

    public ValueTask<Plan> PlanAsync(string wizard, IReadOnlyList<AnswerSheet> batch, Facts facts, CancellationToken cancel)
        => facts is VSphereFacts found
            ? ValueTask.FromResult(new Plan
            {
                Wizard = wizard,
                Backend = Name,
                Target = found.Target,
                Answers = [.. batch.Select(sheet => sheet.Secrets.Keys.Aggregate(sheet, (answers, secret) => answers.Without(secret)))],
                FactsDigest = found.Digest,
                Steps = [.. PlanSteps(batch, found)],
            })
            : throw new BackendException(BackendFailure.Unreachable, T("The certificate of the vCenter was not accepted."));

    public async ValueTask<Inspection> InspectAsync(StepUnit unit, CancellationToken cancel)
    {
        var endpoint = VCenterEndpoint.From(unit.Target);
        return await VSphereErrors.RunAsync(
            endpoint,
            async () =>
            {
                var session = await sessions.OpenAsync(endpoint, cancel).ConfigureAwait(false);
                return session.Client.Content.InstanceUuid == unit.Target.Identity
                    ? await StepWorks.Of(unit.Steps[0].Operation).InspectAsync(session, unit, cancel).ConfigureAwait(false)
                    : new Inspection(StepState.Neither, T("this is not the vCenter that the plan was made for."));
            },
            cancel).ConfigureAwait(false);
    }

    public ValueTask ApplyAsync(StepUnit unit, IProgress<string> progress, CancellationToken cancel) => ChangeAsync(unit, undo: false, progress, cancel);

    public ValueTask UndoAsync(StepUnit unit, IProgress<string> progress, CancellationToken cancel) => ChangeAsync(unit, undo: true, progress, cancel);

    public async ValueTask<IReadOnlyList<Export>> ExportAsync(Plan plan, CancellationToken cancel)
    {
        var endpoint = VCenterEndpoint.From(plan.Target);
        return await VSphereErrors.RunAsync(
            endpoint,
            async () =>
            {
                var session = await sessions.OpenAsync(endpoint, cancel).ConfigureAwait(false);
                return await DvsExport.MakeAsync(session, plan, cancel).ConfigureAwait(false);
            },
            cancel).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return sessions.DisposeAsync();
    }

    /// <summary>Every problem of one sheet of answers. They may be incomplete.</summary>
    protected abstract Task<IReadOnlyList<Problem>> CheckAsync(AnswerSheet answers, VSphereFacts facts, CancellationToken cancel);

    protected abstract IEnumerable<Step> PlanSteps(IReadOnlyList<AnswerSheet> batch, VSphereFacts facts);

    private async Task<IReadOnlyList<Problem>> CheckBatchAsync(IReadOnlyList<AnswerSheet> batch, VSphereFacts facts, CancellationToken cancel)
    {
        var problems = new List<Problem>();
        for (var index = 0; index < batch.Count; index++)
        {
            var place = batch.Count > 1 ? $"answers[{index}]" : "";
            problems.AddRange((await CheckAsync(batch[index], facts, cancel).ConfigureAwait(false)).Select(problem => problem with { Place = place }));
        }

        return [.. problems, .. BatchChecks.Check(batch)];
    }

    private async Task<Facts> ReadAsync(VCenterEndpoint endpoint, AnswerSheet answers, IProgress<string> progress, CancellationToken cancel)
    {
        VCenterSession session;
        try
        {
            progress.Report(T("logging in"));
            session = await sessions.OpenAsync(endpoint, answers.Confirmed, cancel).ConfigureAwait(false);
        }
        catch (CertificateException unknown) when (unknown is { IsChanged: false, Certificate: { } certificate })
        {
            sessions.Pins.Show(endpoint.Address, certificate);
            return new UntrustedFacts(endpoint, certificate, unknown.Message);
        }

        if (_facts?.Session == session && context.Time.GetElapsedTime(_factsTime) < FactsAge)
        {
            return _facts;
        }

        session.Client.Away += progress.Report;
        VSphereInventory inventory;
        try
        {
            inventory = await InventoryReader.ReadAsync(session, progress, cancel).ConfigureAwait(false);
        }
        finally
        {
            session.Client.Away -= progress.Report;
        }

        _facts = new VSphereFacts(session, inventory, await ProtectedMachines.ReadAsync(endpoint, cancel).ConfigureAwait(false));
        _factsTime = context.Time.GetTimestamp();
        return _facts;
    }

    private async ValueTask ChangeAsync(StepUnit unit, bool undo, IProgress<string> progress, CancellationToken cancel)
    {
        _facts = null;
        var endpoint = VCenterEndpoint.From(unit.Target);
        await VSphereErrors.RunAsync(
            endpoint,
            async () =>
            {
                var session = await sessions.OpenAsync(endpoint, cancel).ConfigureAwait(false);
                session.Client.Away += progress.Report;
                try
                {
                    await StepWorks.Of(unit.Steps[0].Operation).ChangeAsync(session, unit, undo, progress, cancel).ConfigureAwait(false);
                    return true;
                }
                finally
                {
                    session.Client.Away -= progress.Report;
                }
            },
            cancel).ConfigureAwait(false);
    }
}
