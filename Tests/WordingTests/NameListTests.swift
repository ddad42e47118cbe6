import Testing
import Wording

@Suite struct NameListTests {
  @Test func namesAreQuotedInTheirOrder() {
    #expect("\(NameList(["start", "end"]))" == "'start', 'end'")
    #expect("\(NameList(["start"]))" == "'start'")
  }

  @Test func noNameIsNone() {
    #expect("\(NameList([]))" == "none")
  }

  @Test func afterTwelveNamesTheRestIsCounted() {
    let twelve =
      "'n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7', 'n8', 'n9', 'n10', 'n11', 'n12'"
    #expect("\(NameList((1...12).map { "n\($0)" }))" == twelve)
    #expect("\(NameList((1...14).map { "n\($0)" }))" == twelve + " and 2 more")
  }
}
