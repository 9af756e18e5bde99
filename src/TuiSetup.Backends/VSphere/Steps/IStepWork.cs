using TuiSetup.Core;
using TuiSetup.Core.Plans;

namespace TuiSetup.Backends.VSphere.Steps;

/// <summary>How one kind of step is looked at, done and undone. A unit's steps are all of one kind.</summary>
internal interface IStepWork
{
    /// <summary>What a step's operation says.</summary>
    string Operation { get; }

    Task<Inspection> InspectAsync(VCenterSession session, StepUnit unit, CancellationToken cancel);

    /// <summary>Brings the objects to what they should be after; undoing, to what they were before.</summary>
    /// <exception cref="Soap.VimFault">The server says no.</exception>
    Task ChangeAsync(VCenterSession session, StepUnit unit, bool undo, IProgress<string> progress, CancellationToken cancel);
}
