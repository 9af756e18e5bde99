using TuiSetup.Backends.VSphere.Model;

namespace TuiSetup.Backends.VSphere;

/// <summary>A distributed port group that a request needs: there already just so, to be changed, or to be made.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Setting">What its ports must be.</param>
/// <param name="Cards">The cards that will be on it.</param>
/// <param name="Summary">What it is for, in one line.</param>
/// <param name="Field">The question that its name answers.</param>
internal sealed record PortgroupWish(string Name, PortSetting Setting, IReadOnlyList<NicRecord> Cards, string Summary, string Field);
