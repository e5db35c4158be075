import { graphql } from '#client/graph/graphql.ts'

/** A measure with all it holds. */
export const MeasureRowFields = graphql(`
  fragment MeasureRow on Measure {
    id
    enterprise {
      id
      name
    }
    issues {
      id
      no
      title
    }
    agency {
      id
      name
    }
    what
    who
    dueOn
    isOverdue
    climbedTo
    expectedEffect
    state
    result
    resultNote
    dropReason
    endedAt
  }
`)

/** Measures, narrowed. */
export const MeasuresDocument = graphql(`
  query Measures($ofAll: Boolean = false, $unionId: ID, $filter: MeasureFilter, $orderBy: MeasureOrderBy
    $first: Int, $after: String, $last: Int, $before: String) {
    measures(unionId: $unionId, filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
      totalCount
      orders
      isFloor
      pageInfo {
        ...PageTurns
      }
      edges {
        node {
          ...MeasureRow
          union @include(if: $ofAll) {
            id
            name
            shortName
          }
        }
      }
    }
  }
`)

/** What worked for issues of a category. */
export const WhatWorkedDocument = graphql(`
  query WhatWorked($unionId: ID, $category: IssueCategory) {
    whatWorked(unionId: $unionId, category: $category) {
      category
      what
      tried
      worked
      partly
      medianDays
    }
  }
`)

/** Records a measure. */
export const RecordMeasureDocument = graphql(`
  mutation RecordMeasure($input: RecordMeasureInput!) {
    recordMeasure(input: $input) {
      measure {
        ...MeasureRow
      }
    }
  }
`)

/** Changes a measure. */
export const UpdateMeasureDocument = graphql(`
  mutation UpdateMeasure($input: UpdateMeasureInput!) {
    updateMeasure(input: $input) {
      measure {
        ...MeasureRow
      }
    }
  }
`)

/** Says what a measure has come to. */
export const FinishMeasureDocument = graphql(`
  mutation FinishMeasure($input: FinishMeasureInput!) {
    finishMeasure(input: $input) {
      measure {
        ...MeasureRow
      }
    }
  }
`)

/** Drops a measure. */
export const DropMeasureDocument = graphql(`
  mutation DropMeasure($input: DropMeasureInput!) {
    dropMeasure(input: $input) {
      measure {
        ...MeasureRow
      }
    }
  }
`)
