using System.Globalization;
using TuiSetup.Backends.DBus.Lines;
using TuiSetup.Backends.Host;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.DBus.Setting;

/// <summary>
/// A method call as a step. What it does is not known to us: before stands what a property reads that the user named, and
/// only a method that the user named takes it back.
/// </summary>
internal sealed class CallOperation(IBus bus, CallMarks marks) : IHostOperation
{
    public const string OperationName = "call";

    private const string CallKey = "call", ReadKey = "read", IdKey = "id", UndoKey = "undo", ReadsKey = "reads";

    private const string NotMade = "not made", NotRead = "not read", Whatever = "what the call makes of it";

    public string Name => OperationName;

    /// <param name="backend">Name of the backend.</param>
    /// <param name="sheet">Number of the sheet of answers.</param>
    /// <param name="request">The step; it has no problems.</param>
    /// <param name="reads">What its property reads now; nothing where none was named.</param>
    public static Step Plan(string backend, int sheet, StepRequest request, Value reads)
    {
        var call = request.Call();
        var property = request.ReadsProperty()?.Property;
        return HostStep.Make(
            backend, string.Create(CultureInfo.InvariantCulture, $"{OperationName}:{sheet}.{request.Number}"), $"{call.Destination} {call.Path} {call.Interface}.{call.Member}",
            T($"Call {call.Member}; {(request.UndoCall() is { } undo ? T($"{undo.Member} undoes it") : T("no undo was named, so what it does stays"))}"),
            Value.Map((CallKey, Value.Of(NotMade)), property is null ? (ReadKey, Value.Of(NotRead)) : (property, reads)),
            Value.Map((CallKey, Value.Of(request.Text)), property is null ? (ReadKey, Value.Of(NotRead)) : (property, Value.Of(Whatever)))) with
        {
            Operation = OperationName,
            Arguments = Value.Map((IdKey, Value.Of(Guid.NewGuid().ToString("n"))), (UndoKey, Value.Of(request.Undo)), (ReadsKey, Value.Of(request.Reads))),
        };
    }

    public async Task<Value> ReadAsync(Step step, CancellationToken cancel) => marks.Read(IdOf(step)) switch
    {
        CallState.Made => step.After,
        CallState.Unknown => Value.Of(T("not known: the call was begun, and how it ended was not heard")),
        _ when Reads(step) is { } property => step.Before.With(property.Property, (await PropertyOperation.ReadAsync(bus, property, cancel))[PropertyOperation.ValueKey]),
        _ => step.Before,
    };

    public async Task WriteAsync(Step step, Value wanted, IProgress<string> progress, CancellationToken cancel)
    {
        if (wanted != step.Before)
        {
            await MakeAsync(IdOf(step), Parse(step.After[CallKey]), cancel);
            return;
        }

        if (step.Arguments[UndoKey].AsText is not { Length: > 0 })
        {
            throw new BackendException(BackendFailure.Failed, T($"{step.ShownTarget} was called, and no method was named that undoes it: what it did stays."));
        }

        await bus.CallAsync(Parse(step.Arguments[UndoKey]), cancel);
        marks.Remove(IdOf(step));
    }

    /// <summary>A call that was refused was not made; of one that was not answered nobody knows.</summary>
    private async Task MakeAsync(string id, DBusCall call, CancellationToken cancel)
    {
        try
        {
            marks.Begin(id);
            await bus.CallAsync(call, cancel);
            marks.Finish(id);
        }
        catch (DBusException refused) when (!refused.IsTimeout && !refused.IsDisconnected)
        {
            marks.Remove(id);
            throw;
        }
    }

    private static string IdOf(Step step) => step.Arguments[IdKey].AsText ?? throw Unreadable(step.Target);

    private static PropertyRequest? Reads(Step step)
        => step.Arguments[ReadsKey].AsText is { Length: > 0 } text ? PropertyRequest.OfTarget(string.Join(' ', ShellWords.Split(text))) : null;

    private static DBusCall Parse(Value text)
    {
        try
        {
            return StepRequest.Read(text.AsText ?? "");
        }
        catch (FormatException wrong)
        {
            throw Unreadable(wrong.Message);
        }
    }

    private static BackendException Unreadable(string what) => new(BackendFailure.Failed, T($"The plan's call cannot be read ({what.TrimEnd('.', '。')}). The plan was made by another version."));
}
