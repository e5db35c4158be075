import { graphql } from '#client/graph/graphql.ts'

// Each deed on an issue reads again what the record shows, so that the next deed is offered at once.

/** Gives an issue to agencies. */
export const AssignIssueDocument = graphql(`
  mutation AssignIssue($input: AssignIssueInput!) {
    assignIssue(input: $input) {
      issue {
        ...IssueWhole
      }
    }
  }
`)

/** Takes charge of an issue for an agency. */
export const TakeIssueDocument = graphql(`
  mutation TakeIssue($input: TakeIssueInput!) {
    takeIssue(input: $input) {
      issue {
        ...IssueWhole
      }
    }
  }
`)

/** Puts the deadline of an issue off. */
export const ExtendIssueDocument = graphql(`
  mutation ExtendIssue($input: ExtendIssueInput!) {
    extendIssue(input: $input) {
      issue {
        ...IssueWhole
      }
    }
  }
`)

/** Answers an issue for an agency. */
export const AnswerIssueDocument = graphql(`
  mutation AnswerIssue($input: AnswerIssueInput!) {
    answerIssue(input: $input) {
      issue {
        ...IssueWhole
      }
    }
  }
`)

/** Sends an answered issue back to work. */
export const CallBackIssueDocument = graphql(`
  mutation CallBackIssue($input: CallBackIssueInput!) {
    callBackIssue(input: $input) {
      issue {
        ...IssueWhole
      }
    }
  }
`)

/** Ends an issue. */
export const CloseIssueDocument = graphql(`
  mutation CloseIssue($input: CloseIssueInput!) {
    closeIssue(input: $input) {
      issue {
        ...IssueWhole
      }
    }
  }
`)

/** Handles an issue again. */
export const ReopenIssueDocument = graphql(`
  mutation ReopenIssue($input: ReopenIssueInput!) {
    reopenIssue(input: $input) {
      issue {
        ...IssueWhole
      }
    }
  }
`)

/** Parks an issue. */
export const ParkIssueDocument = graphql(`
  mutation ParkIssue($input: ParkIssueInput!) {
    parkIssue(input: $input) {
      issue {
        ...IssueWhole
      }
    }
  }
`)

/** Handles a parked issue again. */
export const ResumeIssueDocument = graphql(`
  mutation ResumeIssue($input: ResumeIssueInput!) {
    resumeIssue(input: $input) {
      issue {
        ...IssueWhole
      }
    }
  }
`)

/** Changes what an issue says. */
export const UpdateIssueDocument = graphql(`
  mutation UpdateIssue($input: UpdateIssueInput!) {
    updateIssue(input: $input) {
      issue {
        ...IssueWhole
      }
    }
  }
`)

/** Merges an issue into another one. */
export const MergeIssueDocument = graphql(`
  mutation MergeIssue($input: MergeIssueInput!) {
    mergeIssue(input: $input) {
      issue {
        ...IssueWhole
      }
    }
  }
`)

/** Voids an issue. */
export const VoidIssueDocument = graphql(`
  mutation VoidIssue($input: VoidIssueInput!) {
    voidIssue(input: $input) {
      issue {
        ...IssueWhole
      }
    }
  }
`)

/** Writes a note about an issue. */
export const AddIssueNoteDocument = graphql(`
  mutation AddIssueNote($input: AddIssueNoteInput!) {
    addIssueNote(input: $input) {
      issue {
        ...IssueWhole
      }
    }
  }
`)

/** Returns an issue; whoever did may see it no more. */
export const ReturnIssueDocument = graphql(`
  mutation ReturnIssue($input: ReturnIssueInput!) {
    returnIssue(input: $input) {
      issue {
        ...IssueWhole
      }
    }
  }
`)

/** Makes an issue of its own of a part of one. */
export const SplitIssueDocument = graphql(`
  mutation SplitIssue($input: SplitIssueInput!) {
    splitIssue(input: $input) {
      issue {
        id
        no
      }
    }
  }
`)

/** The issues of an enterprise that are open, for one of them to be merged into another. */
export const OpenIssuesDocument = graphql(`
  query OpenIssuesOfEnterprise($unionId: ID, $enterpriseId: ID!) {
    issues(unionId: $unionId, filter: { enterpriseId: $enterpriseId, status: OPEN }, first: 50) {
      edges {
        node {
          ...IssueReference
        }
      }
    }
  }
`)

/** Who is proposed for which issues. */
export const IssueRoutesDocument = graphql(`
  query IssueRoutes($unionId: ID) {
    issueRoutes(unionId: $unionId) {
      id
      category
      zone {
        id
        name
      }
      agency {
        id
        name
      }
    }
  }
`)

/** Changes who is proposed. */
export const SetIssueRoutesDocument = graphql(`
  mutation SetIssueRoutes($input: SetIssueRoutesInput!) {
    setIssueRoutes(input: $input) {
      routes {
        id
      }
    }
  }
`)
